import { estimateTokens } from '../search/tokens.ts';
import type { Block, LeafBlock } from './blocks/block.ts';
import { leafBlocks } from './blocks/leaves.ts';
import { contentHash } from './content-hash.ts';
import { collapse } from './hygiene.ts';
import { inlineText, plainLines } from './plain-text.ts';
import type { PageSnapshot, Passage } from './snapshot.ts';

/** Of the sizes measured for finding passages, about 200 tokens within block bounds found the most answers. */
const PASSAGE_TOKENS = 200;

type Heading = { readonly level: number; readonly text: string };

/** A line that must stay whole, with the headings above it. */
type Line = { readonly text: string; readonly headings: readonly Heading[]; readonly isHeading: boolean };

/**
 * Groups blocks into passages. Every line of every block is in exactly one passage, in order. A heading opens a new passage
 * and is its first line, together with lower headings right below it; a block that is longer than a passage becomes one of its
 * own, or several when it has lines to part at.
 */
export function passagesOf(blocks: readonly Block[], title: string): Passage[] {
  return grouped(linesOf(leafBlocks(blocks))).map((lines, index) => ({
    id: index + 1,
    text: lines.map((line) => line.text).join('\n'),
    headings: headingTexts(lines, title),
  }));
}

/** The user's selection as a page of its own; null when nothing is selected. */
export function selectionSnapshot(snapshot: PageSnapshot): PageSnapshot | null {
  const { selection, url, title } = snapshot;
  if (selection === null) return null;
  const lines = selection
    .split('\n')
    .map(collapse)
    .filter((text) => text !== '');
  const passages = grouped(lines.map((text) => ({ text, headings: [], isHeading: false }))).map((group, index) => ({
    id: index + 1,
    text: group.map((line) => line.text).join('\n'),
    headings: [],
  }));
  return {
    ...snapshot,
    kind: 'selection',
    markdown: selection,
    passages,
    content_hash: contentHash(url, title, selection),
  };
}

function linesOf(leaves: readonly LeafBlock[]): Line[] {
  const lines: Line[] = [];
  let headings: readonly Heading[] = [];
  for (const block of leaves) {
    if (block.type === 'heading') {
      const text = collapse(inlineText(block.content));
      headings = [...headings.filter((above) => above.level < block.level), { level: block.level, text }];
    }
    for (const text of plainLines(block)) {
      if (text.trim() !== '') lines.push({ text, headings, isHeading: block.type === 'heading' });
    }
  }
  return lines;
}

function grouped(lines: readonly Line[]): Line[][] {
  const groups: Line[][] = [];
  let group: Line[] = [];
  let tokens = 0;
  for (const line of lines) {
    const cost = estimateTokens(line.text);
    const opens = line.isHeading && !continuesHeadings(group, line);
    if (group.length > 0 && (opens || tokens + cost > PASSAGE_TOKENS)) {
      groups.push(group);
      group = [];
      tokens = 0;
    }
    group.push(line);
    tokens += cost;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** A heading right below a higher one, with no text between them. */
function continuesHeadings(group: readonly Line[], heading: Line): boolean {
  const above = group.at(-1);
  return group.every((line) => line.isHeading) && heading.headings.length > (above?.headings.length ?? 0);
}

/** The path in force at the passage's end, its own heading included, so that every passage of a section says the same. */
function headingTexts(lines: readonly Line[], title: string): string[] {
  return (lines.at(-1)?.headings ?? []).map((heading) => heading.text).filter((text) => text !== '' && text !== title);
}
