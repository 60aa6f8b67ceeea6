// node tests/support/model-server/main.ts [--port 4010] [--every 50] [--words "What to answer."]
// A server to try the extension against by hand: answers every question with these words, one every so many milliseconds.

import { parseArgs } from 'node:util';
import { answer } from './answers.ts';
import { startModelServer } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    every: { type: 'string', default: '50' },
    words: {
      type: 'string',
      default: 'This page is about the thing that it is about. It says so in its first sentence.',
    },
  },
});

const server = await startModelServer({ port: Number(values.port) });
server.script(answer(values.words, { every: Number(values.every) }));
console.log(`${server.baseUrl} (any key, model test-model); stop with Ctrl+C`);
