/**
 * The Assistants objects under their published names and fields. Times are unix seconds, ids carry the published prefixes.
 * What is Sitethread's alone lives under the one key `local`, which never leaves through the front door (lib/api).
 */

export type * from './objects/assistant.ts';
export type * from './objects/common.ts';
export type * from './objects/file.ts';
export type * from './objects/message.ts';
export type * from './objects/message-version.ts';
export type * from './objects/run.ts';
export type * from './objects/run-step.ts';
export type * from './objects/thread.ts';
export type * from './objects/tools.ts';
export type * from './objects/vector-store.ts';
