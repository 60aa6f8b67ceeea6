import { AppFailure, type FileNotReadable } from '../errors.ts';
import { captureInSteps } from '../page/capture-page.ts';
import { contentHash } from '../page/content-hash.ts';
import { contentOfText, type FileContent, LIMIT } from '../page/files/capture-file.ts';
import { decodeText } from '../page/files/decode-text.ts';
import { fileAddress } from '../page/files/file-address.ts';
import { languageOf, spread } from '../page/files/file-in-tab.ts';
import { contentOfParts } from '../page/files/file-parts.ts';
import { readCsv } from '../page/files/read-csv.ts';
import { readOffice } from '../page/files/read-office.ts';
import { collapse, invisibleCharacters } from '../page/hygiene.ts';
import { passagesOfLines } from '../page/passages.ts';
import type { PageSnapshot } from '../page/snapshot.ts';
import { inSlices } from '../page/steps.ts';
import type { CaptureOptions } from '../panel/ports.ts';
import { pagePace } from './page-pace.ts';
import { parseMarkup } from './parse-markup.ts';
import { readPdfBytes } from './pdf/capture-pdf.ts';
import { openZip } from './zip.ts';

/** In bytes. A book with its pictures is shorter; what is longer takes more memory than a panel should. */
const MOST_BYTES = 50 * 1024 * 1024;

type Opened = {
  readonly name: string;
  /** As the system guesses it from the name; often empty. */
  readonly type: string;
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** What is read of a file; the rest is the same for all. */
type Read = Pick<PageSnapshot, 'byline' | 'language' | 'markdown' | 'passages' | 'hidden_characters'>;

/** Reads a file of the user's own. Throws AppFailure `file-not-readable`. */
export async function readFile(file: File, options: CaptureOptions): Promise<PageSnapshot> {
  const name = collapse(file.name) || 'file';
  const refuse = (reason: FileNotReadable) => new AppFailure({ kind: 'file-not-readable', reason, name });
  if (file.size > MOST_BYTES) throw refuse('too-large');
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

/** The beginning tells what a file is; its name may say anything. */
async function readBytes(file: Opened, options: CaptureOptions): Promise<Read | FileNotReadable> {
  const { bytes, name, type, url } = file;
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (beginning.includes('%PDF-')) return essentials(await readPdfBytes(bytes.buffer, url, options));
  if (beginning.startsWith('PK\x03\x04')) return readArchive(bytes, name);
  // What older programs wrote, and what newer ones write under a password.
  if (beginning.startsWith('\xD0\xCF\x11\xE0')) return isOfficeName(name) ? 'locked' : 'unknown-type';
  if (beginning.startsWith('{\\rtf') || beginning.startsWith('%!PS')) return 'unknown-type';
  const isHtml = /^(?:text\/html|application\/xhtml\+xml)$/.test(type) || /\.x?html?$/i.test(name);
  const declared = isHtml ? (/<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(beginning)?.[1] ?? null) : null;
  const text = decodeText(bytes, navigator.language, declared);
  if (text === null) return 'unknown-type';
  if (isHtml) return essentials(await capture(parseMarkup(text, 'text/html'), options.signal));
  return readText(text, file);
}

/** Between other things: the panel goes on answering its user, who may stop it. */
async function capture(document: Document, signal: AbortSignal): Promise<PageSnapshot> {
  const pace = pagePace();
  const pause = async () => {
    await pace.pause();
    signal.throwIfAborted();
  };
  return inSlices(captureInSteps(document, { now: Date.now() }), { ...pace, pause });
}

function readText(text: string, { name, type, url }: Opened): Read {
  const language = languageOf(type === 'text/markdown' ? type : '', url);
  const table = language === 'csv' || language === 'tsv' ? readCsv(text) : null;
  if (table !== null) return fromParts(contentOfParts([table], name));
  const content = contentOfText({ text: language === 'json' ? spread(text) : text, language }, name);
  return fromParts({ ...content, hidden: invisibleCharacters(text.slice(0, LIMIT)) });
}

async function readArchive(bytes: Uint8Array, name: string): Promise<Read | FileNotReadable> {
  const archive = openZip(bytes);
  const parts = await readOffice({
    names: archive.names,
    async xml(file) {
      const content = await archive.bytes(file);
      return content === null ? null : parseMarkup(new TextDecoder().decode(content), 'application/xml');
    },
  });
  return parts === null ? 'unknown-type' : fromParts(contentOfParts(parts, name));
}

function fromParts({ title, markdown, lines, hidden }: FileContent & { readonly hidden: number }): Read {
  const passages = passagesOfLines(lines, title);
  return { byline: null, language: null, markdown, passages, hidden_characters: hidden };
}

function essentials({ byline, language, markdown, passages, hidden_characters = 0 }: PageSnapshot): Read {
  return { byline, language, markdown, passages, hidden_characters };
}

function isOfficeName(name: string): boolean {
  return /\.(?:docx|xlsx|pptx)$/i.test(name);
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function reasonOf({ error }: AppFailure): FileNotReadable {
  if (error.kind !== 'page-not-readable') return 'failed';
  if (error.reason === 'pdf-scan') return 'scan';
  return error.reason === 'pdf-locked' ? 'locked' : 'broken';
}
