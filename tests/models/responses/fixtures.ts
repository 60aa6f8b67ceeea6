import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../fixtures/responses/', import.meta.url);

/** Streams by name: one event a line, as its server sends it. */
export const STREAMS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [
    file.replace(/^\d{4}-\d\d-|\.jsonl$/g, ''),
    readFileSync(new URL(file, FOLDER), 'utf8').trim().split('\n'),
  ]),
);

export function linesOf(name: string): readonly string[] {
  const lines = STREAMS[name];
  if (lines === undefined) throw new Error(`There is no stream ${name}.`);
  return lines;
}
