import { AppFailure, type FileNotReadable } from '../../errors.ts';
import { captureInSteps } from '../../page/capture-page.ts';
import { contentHash } from '../../page/content-hash.ts';
import { contentOfText, LIMIT } from '../../page/files/capture-file.ts';
import { decodeText } from '../../page/files/decode-text.ts';
import { fileAddress } from '../../page/files/file-address.ts';
import { languageOf, spread } from '../../page/files/file-in-tab.ts';
import { contentOfParts } from '../../page/files/file-parts.ts';
import { isTooDeep, withoutPiles } from '../../page/files/markup-depth.ts';
import { MOST_FILE_BYTES } from '../../page/files/most-bytes.ts';
import { readCsv } from '../../page/files/read-csv.ts';
import { collapse, invisibleCharacters } from '../../page/hygiene.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import {
  betweenOthers,
  bytesAsText,
  type OpenedFile,
  type Read,
  readOfContent,
  readOfSnapshot,
} from './opened-file.ts';
import { parseMarkup } from './parse-markup.ts';
import { readDocument } from './read-document.ts';

/** Reads a file of the user's own. Throws AppFailure `file-not-readable`. */
export async function readFile(file: File, options: CaptureOptions): Promise<PageSnapshot> {
  const name = collapse(file.name) || 'file';
  const refuse = (reason: FileNotReadable) => new AppFailure({ kind: 'file-not-readable', reason, name });
  if (file.size > MOST_FILE_BYTES) throw refuse('too-large');
  // A folder has a size in some systems, and no bytes anywhere.
  const buffer = await file.arrayBuffer().catch(() => null);
  if (buffer === null) throw refuse('failed');
  const bytes = new Uint8Array(buffer);
  if (bytes.length === 0) throw refuse('empty');
  options.signal.throwIfAborted();
  const url = fileAddress(await hashOf(bytes), name);
  const read = await readBytes({ name, type: file.type, url, bytes }, options).catch((thrown: unknown) => {
    options.signal.throwIfAborted();
    throw refuse(thrown instanceof AppFailure ? reasonOf(thrown) : 'broken');
  });
  if (typeof read === 'string') throw refuse(read);
  if (read.passages.length === 0) throw refuse('no-text');
  return {
    url,
    title: name,
    captured_at: Math.floor(Date.now() / 1000),
    content_hash: contentHash(url, name, read.markdown),
    kind: 'file',
    selection: null,
    ...read,
  };
}

async function readBytes(file: OpenedFile, options: CaptureOptions): Promise<Read | FileNotReadable> {
  const document = await readDocument(file, options);
  if (document !== null) return document;
  const { bytes, name, type } = file;
  const isHtml = /^(?:text\/html|application\/xhtml\+xml)$/.test(type) || /\.x?html?$/i.test(name);
  const beginning = bytesAsText(bytes.subarray(0, 1024));
  const declared = isHtml ? (/<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(beginning)?.[1] ?? null) : null;
  const text = decodeText(bytes, navigator.language, declared);
  if (text === null) return 'unknown-type';
  if (!isHtml) return readText(text, file);
  if (isTooDeep(text)) return 'broken';
  const page = captureInSteps(parseMarkup(withoutPiles(text), 'text/html'), { now: Date.now() });
  return readOfSnapshot(await betweenOthers(page, options));
}

function readText(text: string, { name, type, url }: OpenedFile): Read {
  const language = languageOf(type === 'text/markdown' ? type : '', url);
  const table = language === 'csv' || language === 'tsv' ? readCsv(text) : null;
  if (table !== null) return readOfContent(contentOfParts([table], name));
  const content = contentOfText({ text: language === 'json' ? spread(text) : text, language }, name);
  return readOfContent({ ...content, hidden: invisibleCharacters(text.slice(0, LIMIT)) });
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function reasonOf({ error }: AppFailure): FileNotReadable {
  if (error.kind === 'file-not-readable') return error.reason;
  if (error.kind !== 'page-not-readable') return 'broke-off';
  if (error.reason === 'pdf-scan') return 'scan';
  // What reads PDF files was stopped, or could not be loaded.
  if (error.reason === 'failed') return 'broke-off';
  return error.reason === 'pdf-locked' ? 'locked' : 'broken';
}
