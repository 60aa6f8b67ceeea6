import type { FileObject, VectorStoreFile } from '../objects.ts';
import { htmlToText } from './html-text.ts';

export type FileText = {
  readonly text: string;
  /** Lines that begin with number signs are headings. */
  readonly markdown: boolean;
};

type Failure = NonNullable<VectorStoreFile['last_error']>;

const MARKDOWN = new Set(['md', 'markdown', 'mdx']);
const HTML = new Set(['html', 'htm', 'xhtml']);
/** Endings of files that are read as they are: the published list, and what else is plainly text. */
const TEXT = new Set(
  `c cpp cc h hpp cs css go java js mjs cjs jsx json jsonl json5 ndjson php py rb sh bash zsh tex ts mts cts tsx txt text csv tsv xml yaml
   yml toml ini cfg conf properties env log rst adoc org srt vtt sql rs kt kts swift scala lua pl r jl dart ex exs erl hs clj fs vb
   ps1 bat cmd vue svelte scss sass less graphql proto diff patch bib ics vcf eml svg`.split(/\s+/),
);

/** The words of a file. Text is UTF-8, or UTF-16 that says so with a byte order mark. */
export function readText({ filename, local }: FileObject, bytes: Uint8Array): FileText | Failure {
  const ending = endingOf(filename);
  const isHtml = HTML.has(ending);
  const isText = isHtml || MARKDOWN.has(ending) || TEXT.has(ending) || (ending === '' && isTextType(local.media_type));
  if (!isText) return unsupported(ending);
  const decoded = decode(bytes);
  if (decoded === null)
    return { code: 'invalid_file', message: 'The file could not be parsed: its bytes are neither UTF-8 nor UTF-16.' };
  if (decoded.includes('\0'))
    return { code: 'unsupported_file', message: 'The file could not be parsed: it holds binary data.' };
  const text = isHtml ? htmlToText(decoded) : decoded;
  if (text.trim() === '') return { code: 'invalid_file', message: 'The file could not be parsed because it is empty.' };
  return { text, markdown: isHtml || MARKDOWN.has(ending) };
}

function unsupported(ending: string): Failure {
  const what = ending === '' ? 'A file without an ending' : `A file of the type .${ending}`;
  return { code: 'unsupported_file', message: `${what} cannot be searched here: only files of text can.` };
}

function endingOf(filename: string): string {
  const dot = filename.lastIndexOf('.');
  return dot === -1 ? '' : filename.slice(dot + 1).toLowerCase();
}

function isTextType(type: string): boolean {
  return type.startsWith('text/') || type.startsWith('application/json');
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
