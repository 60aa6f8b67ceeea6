import type { FileNotReadable } from '../../errors.ts';
import { bookInSteps } from '../../page/files/book.ts';
import { isTooDeep, withoutPiles } from '../../page/files/markup-depth.ts';
import { chapterMarkup, readEpub } from '../../page/files/read-epub.ts';
import type { CaptureOptions } from '../../panel/ports.ts';
import { openArchive } from './open-archive.ts';
import { betweenOthers, type OpenedFile, type Read } from './opened-file.ts';
import { parseMarkup } from './parse-markup.ts';

/** Reads a book, chapter after chapter as far as any file is read. */
export async function readBook({ bytes, name }: OpenedFile, options: CaptureOptions): Promise<Read | FileNotReadable> {
  const archive = openArchive(bytes, options);
  const found = await readEpub(archive);
  if (found === null) return 'broken';
  if (found === 'protected') return 'protected';
  const { title, byline, language, chapters } = found;
  const book = bookInSteps(title || name);
  for (const chapter of chapters) {
    if (book.isFull()) break;
    const markup = chapterMarkup((await archive.text(chapter)) ?? '');
    if (isTooDeep(markup)) return 'broken';
    await betweenOthers(book.add(parseMarkup(withoutPiles(markup), 'text/html')), options);
  }
  return { byline, language, ...(await betweenOthers(book.end(chapters.length), options)) };
}
