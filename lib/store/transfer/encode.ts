import { toBase64 } from '../../assistants/base64.ts';

/**
 * Rows as JSON and back. What JSON has no word for stands under one key that begins with a dollar sign: bytes, vectors, pictures, and
 * numbers that are none. Keys of rows that begin with one get a second one.
 */
const BYTES = '$bytes';
const FLOATS = '$floats';
const BLOB = '$blob';
const NUMBER = '$number';

/** Reads the blobs of a row first: a transaction would not outlive it. */
export async function readBlobs(row: unknown): Promise<ReadonlyMap<Blob, string>> {
  const read = new Map<Blob, string>();
  for (const blob of blobsIn(row)) read.set(blob, base64Of(new Uint8Array(await blob.arrayBuffer())));
  return read;
}

export function blobsIn(value: unknown): Blob[] {
  if (value instanceof Blob) return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(blobsIn);
}

/** One line of JSON. `blobs`: what {@link readBlobs} gave. */
export function encode(row: unknown, blobs: ReadonlyMap<Blob, string> = new Map()): string {
  return JSON.stringify(plain(row, blobs));
}

function plain(value: unknown, blobs: ReadonlyMap<Blob, string>): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { [NUMBER]: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return { [BYTES]: base64Of(value) };
  if (value instanceof Float32Array)
    return { [FLOATS]: base64Of(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  if (value instanceof Blob) return { [BLOB]: blobs.get(value) ?? '', type: value.type };
  if (Array.isArray(value)) return value.map((one) => plain(one, blobs));
  const entries = Object.entries(value).map(([key, one]) => [key.startsWith('$') ? `$${key}` : key, plain(one, blobs)]);
  return Object.fromEntries(entries);
}

/** Throws where the line is no JSON, or where what stands for bytes is no base64. */
export function decode(line: string): unknown {
  return living(JSON.parse(line));
}

function living(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(living);
  if (BYTES in value) return fromBase64(value[BYTES]);
  if (FLOATS in value) return new Float32Array(fromBase64(value[FLOATS]).buffer);
  if (BLOB in value) return new Blob([fromBase64(value[BLOB])], { type: 'type' in value ? String(value.type) : '' });
  if (NUMBER in value) return Number(value[NUMBER]);
  // A key such as `__proto__` stays a key.
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.replace(/^\$\$/, '$'), living(one)]));
}

/** Browsers since 2025 do it themselves, many times as fast; those files have hundreds of megabytes. */
type Native = {
  readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
  readonly prototype: { readonly toBase64?: (this: Uint8Array) => string };
};
const native = Uint8Array as unknown as Native;

function base64Of(bytes: Uint8Array): string {
  return native.prototype.toBase64?.call(bytes) ?? toBase64(bytes);
}

function fromBase64(text: unknown): Uint8Array<ArrayBuffer> {
  if (typeof text !== 'string') throw new SyntaxError('Bytes are not base64.');
  if (native.fromBase64 !== undefined) return native.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
