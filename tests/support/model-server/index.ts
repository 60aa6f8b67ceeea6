export { answer, beginning, heldAnswer } from './answers.ts';
export { faults } from './faults.ts';
export { done, event, eventStream, head, hold, html, json, reset, type Script, send, stall, wait } from './script.ts';
export { type ModelServer, startModelServer } from './server.ts';
