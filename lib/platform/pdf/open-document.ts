import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
// Leaves its handler in `globalThis.pdfjsWorker`, where getDocument finds it: all of pdf.js runs in one worker, ours.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { AppFailure, type PageNotReadable } from '../../errors.ts';
import type { OutlineEntry, PdfFacts, PdfPage, TextItem } from '../../page/pdf/text-item.ts';
import { siteOf } from '../../page/site.ts';

export type OpenDocument = {
  readonly pages: number;
  readonly facts: PdfFacts;
  /** Counts from 1. */
  page(number: number): Promise<PdfPage>;
  close(): Promise<void>;
};

type Options = {
  /** One of Adobe's character maps by the name of its file: files in Chinese, Japanese and Korean may name some. */
  readonly characterMap: (name: string) => Promise<Uint8Array>;
  readonly url: string;
};

/**
 * Opens a PDF file for its words. Takes the bytes: they are gone for the caller. Throws AppFailure `page-not-readable` where
 * the file wants a password or is none.
 */
export async function openDocument(bytes: Uint8Array, { characterMap, url }: Options): Promise<OpenDocument> {
  const task = getDocument({
    data: bytes,
    BinaryDataFactory: charactersFrom(characterMap),
    useWorkerFetch: false,
    // Only letters' names and widths are wanted, and pdf.js has those of the standard fonts built in.
    useSystemFonts: true,
    disableFontFace: true,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const document = await task.promise.catch((thrown: unknown) => {
    throw notReadable(isNamed(thrown, 'PasswordException') ? 'pdf-locked' : 'pdf-broken', url);
  });
  return {
    pages: document.numPages,
    facts: await readFacts(document, url),
    page: async (number) => readItems(await document.getPage(number), number),
    close: () => task.destroy(),
  };
}

/** pdf.js asks for its other data in the same way: fonts to draw with, which nobody needs here. */
function charactersFrom(characterMap: Options['characterMap']) {
  return class {
    async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
      if (kind !== 'cMapUrl') throw new Error(`No ${kind} here.`);
      return characterMap(filename);
    }
  };
}

async function readFacts(document: PDFDocumentProxy, url: string): Promise<PdfFacts> {
  const metadata = await document.getMetadata().catch(() => null);
  const info: unknown = metadata?.info;
  const told = (key: string): string => {
    const value: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, key) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return {
    url,
    title: told('Title') || textOf(metadata?.metadata?.get('dc:title')),
    author: told('Author'),
    language: told('Language') || null,
    outline: entries((await document.getOutline().catch(() => null)) ?? [], 1),
  };
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;

function entries(outline: Outline, depth: number): OutlineEntry[] {
  return outline.flatMap(({ title, items }) => [{ title, depth }, ...entries(items, depth + 1)]);
}

async function readItems(page: PDFPageProxy, number: number): Promise<PdfPage> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items, styles } = await page.getTextContent();
  const placed = items.flatMap((item): TextItem[] =>
    'str' in item && item.str !== '' ? [place(item, transform, styles[item.fontName])] : [],
  );
  page.cleanup();
  return { number, width, height, items: placed };
}

type RawItem = {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
};

type Style = { readonly fontFamily: string; readonly vertical: boolean };

/** From the file's own coordinates, whose second axis points up, into those of the sheet as it is shown. */
function place(item: RawItem, viewport: readonly number[], style: Style | undefined): TextItem {
  const vertical = style?.vertical === true;
  const [a, b, c, d, e, f] = multiply(viewport, item.transform);
  const angle = Math.atan2(b, a) / (Math.PI / 2) + (vertical ? 1 : 0);
  const turn = ((Math.round(angle) % 4) + 4) % 4;
  return {
    text: item.str,
    x: e,
    y: f,
    width: vertical ? item.height : item.width,
    size: Math.hypot(c, d) || item.height,
    font: item.fontName,
    fixed: style?.fontFamily === 'monospace',
    turn: Math.abs(angle - Math.round(angle)) < 0.05 ? (turn as 0 | 1 | 2 | 3) : null,
    fromRight: item.dir === 'rtl',
  };
}

function multiply(m: readonly number[], n: readonly number[]): [number, number, number, number, number, number] {
  const at = (values: readonly number[], index: number) => values[index] ?? 0;
  const [a, b, c, d, e, f] = [0, 1, 2, 3, 4, 5].map((index) => at(m, index)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return [
    a * at(n, 0) + c * at(n, 1),
    b * at(n, 0) + d * at(n, 1),
    a * at(n, 2) + c * at(n, 3),
    b * at(n, 2) + d * at(n, 3),
    a * at(n, 4) + c * at(n, 5) + e,
    b * at(n, 4) + d * at(n, 5) + f,
  ];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name;
}

function notReadable(reason: PageNotReadable, url: string): AppFailure {
  return new AppFailure({ kind: 'page-not-readable', reason, host: siteOf(url) });
}
