import { contentHash } from '../content-hash.ts';
import { collapse } from '../hygiene.ts';
import { type Heading, type PassageLine, passagesOfLines } from '../passages.ts';
import { nameOfFile } from '../site.ts';
import type { PageSnapshot } from '../snapshot.ts';
import { blocksOf, type PdfBlock } from './blocks.ts';
import { cellsOf, hiddenCharacters } from './cells.ts';
import type { LinedPage } from './line.ts';
import { markdownOf } from './markdown.ts';
import { readingOrder } from './reading-order.ts';
import type { PdfFacts, PdfPage } from './text-item.ts';

/** Gathers a PDF file page by page. A file without words gives a snapshot without passages. */
export function createPdfSnapshot(facts: PdfFacts) {
  const pages: LinedPage[] = [];
  let hidden_characters = 0;
  return {
    add(page: PdfPage): void {
      hidden_characters += hiddenCharacters(page);
      pages.push({ number: page.number, height: page.height, lines: readingOrder(cellsOf(page), page.number) });
    },

    /** `now` in unix milliseconds. */
    finish(now: number): PageSnapshot {
      const blocks = blocksOf(pages, facts.outline);
      const title = titleOf(facts, blocks);
      const markdown = markdownOf(blocks);
      return {
        url: facts.url,
        title,
        byline: bylineOf(facts),
        language: languageOf(facts),
        captured_at: Math.floor(now / 1000),
        content_hash: contentHash(facts.url, title, markdown),
        kind: 'pdf',
        markdown,
        passages: passagesOfLines(passageLines(blocks), title),
        hidden_characters,
        selection: null,
      };
    },
  };
}

function passageLines(blocks: readonly PdfBlock[]): PassageLine[] {
  let headings: readonly Heading[] = [];
  return blocks.flatMap((block): PassageLine[] => {
    const { page } = block;
    const isHeading = block.type === 'heading';
    if (isHeading) headings = [...headings.filter(({ level }) => level < block.level), block];
    const path = headings;
    return linesOf(block).map((text) => ({ text, headings: path, isHeading, page }));
  });
}

function linesOf(block: PdfBlock): readonly string[] {
  if (block.type === 'table') return block.rows.map((row) => row.join('\t'));
  return block.type === 'code' ? block.text.split('\n').filter((line) => line.trim() !== '') : [block.text];
}

/** What programs write into a title that nobody has given: the name of a file, or nothing worth reading. */
const NO_TITLE =
  /^(?:untitled|title|document\d*|microsoft (?:word|powerpoint|excel)\b.*|.*\.(?:docx?|pptx?|xlsx?|tex|dvi|indd|qxd|pdf|rtf|odt|ps))$/i;

function titleOf({ title, url }: PdfFacts, blocks: readonly PdfBlock[]): string {
  const told = collapse(title);
  if (told.length > 3 && !NO_TITLE.test(told)) return told;
  const first = blocks.filter((block) => block.type === 'heading' && block.page <= 2);
  const highest = Math.min(...first.map((block) => (block.type === 'heading' ? block.level : 0)));
  const heading = first.find((block) => block.type === 'heading' && block.level === highest);
  return heading?.type === 'heading' ? heading.text : nameOfFile(url);
}

function bylineOf({ author }: PdfFacts): string | null {
  const name = collapse(author);
  return name === '' || name.length > 100 || /^https?:/.test(name) ? null : name;
}

function languageOf({ language }: PdfFacts): string | null {
  try {
    return language === null ? null : (Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0] ?? null);
  } catch {
    return null;
  }
}
