import type { FileNotReadable } from '../../errors.ts';
import type { FileContent } from '../../page/files/capture-file.ts';
import { passagesOfLines } from '../../page/passages.ts';
import type { PageSnapshot } from '../../page/snapshot.ts';
import { inSlices, type Steps } from '../../page/steps.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import { pagePace } from '../pages/page-pace.ts';

export type OpenedFile = {
  readonly name: string;
  /** As the system guesses it from the name; often empty. */
  readonly type: string;
  readonly url: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** What is read of a file; the rest is the same for all. */
export type Read = Pick<PageSnapshot, 'byline' | 'language' | 'markdown' | 'passages' | 'hidden_characters'>;

export type ReadOpened = (file: OpenedFile, options: CaptureOptions) => Promise<Read | FileNotReadable>;

export function readOfContent({ title, markdown, lines, hidden }: FileContent & { readonly hidden: number }): Read {
  const passages = passagesOfLines(lines, title);
  return { byline: null, language: null, markdown, passages, hidden_characters: hidden };
}

export function readOfSnapshot({ byline, language, markdown, passages, hidden_characters = 0 }: PageSnapshot): Read {
  return { byline, language, markdown, passages, hidden_characters };
}

/** Between other things: the panel goes on answering its user, who may stop it. */
export async function betweenOthers<T>(steps: Steps<T>, { signal }: Pick<CaptureOptions, 'signal'>): Promise<T> {
  const pace = pagePace();
  const pause = async () => {
    await pace.pause();
    signal.throwIfAborted();
  };
  return inSlices(steps, { ...pace, pause });
}

/** Each byte as a character. */
export function bytesAsText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}

/** As many arguments as every browser takes. */
const PIECE = 8_192;
