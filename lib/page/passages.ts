import { estimateTokens } from '../search/tokens.ts';
import type { Block, LeafBlock } from './blocks/block.ts';
import { leafBlocks } from './blocks/leaves.ts';
import type { Beside } from './content/beside.ts';
import { contentHash } from './content-hash.ts';
import { collapse } from './hygiene.ts';
import { inlineText, plainLines, rowText } from './plain-text.ts';
import type { PageSnapshot, Passage } from './snapshot.ts';
import { finish, mapped, type Steps } from './steps.ts';

/** Of the sizes measured for finding passages, about 200 tokens within block bounds found the most answers. */
const PASSAGE_TOKENS = 200;

export type Heading = { readonly level: number; readonly text: string };

/** A line that must stay whole, with the headings above it. */
export type PassageLine = {
  readonly text: string;
  readonly headings: readonly Heading[];
  readonly isHeading: boolean;
  /** Of a file in pages. */
  readonly page?: number;
  /** Of a transcript, in seconds. */
  readonly time?: number;
  /** What the header of the table says that the line is a row of. */
  readonly columns?: string;
};

/** A longer header of a table costs more above a passage than it tells. */
const LONGEST_HEADER = 200;

/**
 * Groups blocks into passages. Every line of every block is in exactly one passage, in order. A heading opens a new passage
 * and is its first line, together with lower headings right below it; a block that is longer than a passage becomes one of its
 * own, or several when it has lines to part at.
 */
export function passagesOf(blocks: readonly Block[], title: string): Passage[] {
  return finish(passagesInSteps(blocks, title));
}

export function* passagesInSteps(blocks: readonly Block[], title: string): Steps<Passage[]> {
  return passagesOfGroups(yield* grouped(yield* linesOf(leafBlocks(blocks))), title);
}

/** What stands beside the main content, in passages of its own; their headings may stand in the main content. */
export function* besidePassagesInSteps(beside: readonly Beside[], title: string): Steps<Passage[]> {
  const passages: Passage[] = [];
  for (const { leaves, holds } of beside) {
    const groups = yield* grouped(yield* linesOf(leaves, (leaf) => holds.has(leaf)));
    for (const passage of passagesOfGroups(groups, title)) passages.push({ ...passage, beside: true });
  }
  return passages;
}

/** Of lines that come from no document of blocks. No passage goes on over the end of a page, or of a transcript. */
export function passagesOfLines(lines: readonly PassageLine[], title: string): Passage[] {
  return passagesOfGroups(finish(grouped(lines)), title);
}

function passagesOfGroups(groups: readonly (readonly PassageLine[])[], title: string): Passage[] {
  return groups.map((group, index) => {
    const { page } = group[0] ?? {};
    return {
      id: index + 1,
      text: group.map((line) => line.text).join('\n'),
      headings: headingTexts(group, title),
      ...(page === undefined ? {} : { page }),
      ...timesOf(group),
    };
  });
}

function timesOf(group: readonly PassageLine[]): Pick<Passage, 'times'> {
  const times = group.flatMap(({ time }) => time ?? []);
  return times.length === 0 ? {} : { times };
}

/** The user's selection as a page of its own; null when nothing is selected. */
export function selectionSnapshot(snapshot: PageSnapshot): PageSnapshot | null {
  const { selection, url, title } = snapshot;
  if (selection === null) return null;
  const lines = selection
    .split('\n')
    .map(collapse)
    .filter((text) => text !== '');
  const passages = finish(grouped(lines.map((text) => ({ text, headings: [], isHeading: false })))).map(
    (group, index) => ({
      id: index + 1,
      text: group.map((line) => line.text).join('\n'),
      headings: [],
    }),
  );
  return {
    ...snapshot,
    kind: 'selection',
    markdown: selection,
    passages,
    content_hash: contentHash(url, title, selection),
  };
}

/** The lines of the blocks that are wanted, under the headings of all. */
function* linesOf(leaves: readonly LeafBlock[], isWanted = (_: LeafBlock) => true): Steps<PassageLine[]> {
  const lines: PassageLine[] = [];
  let headings: readonly Heading[] = [];
  for (const block of leaves) {
    if (block.type === 'heading') {
      const text = collapse(inlineText(block.content));
      headings = [...headings.filter((above) => above.level < block.level), { level: block.level, text }];
    }
    if (!isWanted(block)) continue;
    yield;
    const texts = block.type === 'table' ? yield* mapped(block.rows, rowText) : plainLines(block);
    const header = headerOf(block, texts);
    for (const [index, text] of texts.entries()) {
      if (text.trim() === '') continue;
      const isRow = index > 0 && header !== null;
      lines.push({ text, headings, isHeading: block.type === 'heading', ...(isRow ? { columns: header } : {}) });
    }
  }
  return lines;
}

function headerOf(block: LeafBlock, lines: readonly string[]): string | null {
  if (block.type !== 'table' || !block.rows[0]?.header) return null;
  const header = (lines[0] ?? '').replace(/\t+/g, ' | ');
  return header.trim() === '' || header.length > LONGEST_HEADER ? null : header;
}

function* grouped(lines: readonly PassageLine[]): Steps<PassageLine[][]> {
  const groups: PassageLine[][] = [];
  let group: PassageLine[] = [];
  let tokens = 0;
  for (const line of lines) {
    yield;
    const cost = estimateTokens(line.text);
    const opens = line.isHeading && !continuesHeadings(group, line);
    if (group.length > 0 && (opens || isElsewhere(line, group[0]) || tokens + cost > PASSAGE_TOKENS)) {
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

function isElsewhere(line: PassageLine, first: PassageLine | undefined): boolean {
  return line.page !== first?.page || (line.time === undefined) !== (first?.time === undefined);
}

/** A heading right below a higher one, with no text between them. */
function continuesHeadings(group: readonly PassageLine[], heading: PassageLine): boolean {
  const above = group.at(-1);
  return group.every((line) => line.isHeading) && heading.headings.length > (above?.headings.length ?? 0);
}

/**
 * The path in force at the passage's end, its own heading included, so that every passage of a section says the same; below it
 * the header of a table that the passage begins inside of.
 */
function headingTexts(lines: readonly PassageLine[], title: string): string[] {
  const path = (lines.at(-1)?.headings ?? [])
    .map((heading) => heading.text)
    .filter((text) => text !== '' && text !== title);
  const columns = lines[0]?.columns;
  return columns === undefined ? path : [...path, columns];
}
