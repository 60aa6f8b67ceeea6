import type { SurfaceFrame } from '../protocol.ts';

/** The request frame of lib/protocol.ts. */
export type RequestFrame = Extract<SurfaceFrame, { type: 'api-request' }>;

/** Extension ports carry JSON: bytes travel as base64 (lib/assistants/base64.ts). */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
