import { AppFailure } from '../../errors.ts';
import type { ArchiveFiles } from '../../page/files/archive-xml.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import { parseMarkup } from './parse-markup.ts';
import { openZip } from './zip.ts';

/** Bytes that all files together which are read of an archive may unpack to: more is no document but an attack. */
const MOST_UNPACKED = 200 * 1024 * 1024;

/**
 * Tags that one file in it may hold. Browsers take about a second for a million elements, in which they do nothing else, and hundreds of
 * bytes for each.
 */
const MOST_TAGS = 8_000_000;

/**
 * The files of a document's archive, unpacked as they are asked for. Throws where there is no archive, and AppFailure `file-not-readable`
 * where there is too much in it.
 */
export function openArchive(
  bytes: Uint8Array,
  { signal }: Pick<CaptureOptions, 'signal'>,
): ArchiveFiles & { readonly text: (name: string) => Promise<string | null> } {
  const archive = openZip(bytes);
  let unpacked = 0;

  async function text(name: string): Promise<string | null> {
    signal.throwIfAborted();
    const content = await archive.bytes(name);
    if (content === null) return null;
    unpacked += content.length;
    if (unpacked > MOST_UNPACKED) throw tooMuch(name);
    return new TextDecoder().decode(content);
  }

  return {
    names: archive.names,
    text,
    async xml(name) {
      const source = await text(name);
      if (source === null) return null;
      if (hasMoreTags(source)) throw tooMuch(name);
      const document = parseMarkup(source, 'application/xml');
      if (document.querySelector('parsererror') !== null) throw new Error(`${name} is no XML.`);
      return document;
    },
  };
}

const tooMuch = (name: string) => new AppFailure({ kind: 'file-not-readable', reason: 'too-much', name });

function hasMoreTags(source: string): boolean {
  let count = 0;
  for (let at = source.indexOf('<'); at !== -1 && count <= MOST_TAGS; at = source.indexOf('<', at + 1)) count += 1;
  return count > MOST_TAGS;
}
