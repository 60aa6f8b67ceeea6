import type { SurfaceFrame } from '../protocol.ts';

/** The request frame of lib/protocol.ts. */
export type RequestFrame = Extract<SurfaceFrame, { type: 'api-request' }>;

/** Bytes as base64: extension ports carry JSON. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  // String.fromCharCode takes its bytes as arguments; engines limit their number.
  for (let start = 0; start < bytes.length; start += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  return btoa(parts.join(''));
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
