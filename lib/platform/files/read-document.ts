import { AppFailure, type FileNotReadable } from '../../errors.ts';
import type { ArchiveFiles } from '../../page/files/archive-xml.ts';
import { contentOfParts, type FilePart } from '../../page/files/file-parts.ts';
import { type DocumentKind, kindByBeginning, kindByNames } from '../../page/files/kinds.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import { openArchive } from './open-archive.ts';
import {
  betweenOthers,
  bytesAsText,
  type OpenedFile,
  type Read,
  type ReadOpened,
  readOfContent,
  readOfSnapshot,
} from './opened-file.ts';
import { openZip } from './zip.ts';

/** What reads each kind, loaded for the first file of that kind. */
const READERS: Readonly<Record<DocumentKind, ReadOpened>> = {
  pdf: async ({ bytes, url }, options) => {
    const { readPdfBytes } = await loaded(import('../pdf/capture-pdf.ts'));
    return readOfSnapshot(await readPdfBytes(bytes.buffer, url, options));
  },
  rtf: async ({ bytes, name }, options) => {
    const { readRtf } = await loaded(import('../../page/files/read-rtf.ts'));
    return readOfParts(await betweenOthers(readRtf(bytesAsText(bytes)), options), name);
  },
  text: parts(async (files) => (await loaded(import('../../page/files/read-word.ts'))).readWord(files)),
  workbook: parts(async (files) => (await loaded(import('../../page/files/read-workbook.ts'))).readWorkbook(files)),
  slides: parts(async (files) => (await loaded(import('../../page/files/read-slides.ts'))).readSlides(files)),
  'open-document': parts(async (files) =>
    (await loaded(import('../../page/files/read-open-document.ts'))).readOpenDocument(files),
  ),
  epub: async (file, options) => (await loaded(import('./read-book.ts'))).readBook(file, options),
};

/** Code that cannot be had says nothing about the file. */
async function loaded<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (thrown) {
    throw new AppFailure({ kind: 'unexpected', detail: String(thrown) });
  }
}

/** Reads a document. Null where it is none: then it may be text. The beginning tells what a file is; its name may say anything. */
export async function readDocument(file: OpenedFile, options: CaptureOptions): Promise<Read | FileNotReadable | null> {
  const { bytes } = file;
  const beginning = bytesAsText(bytes.subarray(0, 1024));
  if (beginning.startsWith('PK\x03\x04')) {
    const kind = kindByNames(openZip(bytes).names);
    return kind === null ? 'unknown-type' : READERS[kind](file, options);
  }
  if (beginning.startsWith('\xD0\xCF\x11\xE0')) return whyNotCompound(bytes);
  if (beginning.startsWith('%!PS')) return 'unknown-type';
  const kind = kindByBeginning(beginning);
  return kind === null ? null : READERS[kind](file, options);
}

/** What older programs wrote, and what newer ones write under a password: told by the names of the streams in it. */
function whyNotCompound(bytes: Uint8Array): FileNotReadable {
  const text = new TextDecoder('utf-16le').decode(bytes);
  if (text.includes('EncryptedPackage')) return 'locked';
  return /WordDocument|Workbook|Book\0|PowerPoint Document/.test(text) ? 'old-office' : 'unknown-type';
}

function parts(read: (files: ArchiveFiles) => Promise<FilePart[] | FileNotReadable | null>): ReadOpened {
  return async ({ bytes, name }, options) => {
    const found = await read(openArchive(bytes, options));
    if (found === null) return 'unknown-type';
    return typeof found === 'string' ? found : readOfParts(found, name);
  };
}

function readOfParts(found: readonly FilePart[], name: string): Read {
  return readOfContent(contentOfParts(found, name));
}
