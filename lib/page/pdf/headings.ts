import { type Group, ITEM } from './group-lines.ts';
import { type Measures, rounded } from './measures.ts';
import { joinLines } from './mend.ts';
import type { OutlineEntry } from './text-item.ts';

/** Against the size of the running text. */
const LARGER = 1.12;
const LONGEST = 200;
/** Of a heading that is told by its font alone, in characters. */
const LONGEST_IN_BOLD = 90;
/** A font in which more than this share of a file is written is no heading's. */
const HEADING_SHARE = 0.12;
/** Of a list of contents, with the page it leads to. */
const CONTENTS_ENTRY = /… ?[\divxlc]+$/;
const DEEPEST = 6;

/**
 * The level of each group that is a heading, from 1. Told by the file's own table of contents, by the size of its letters, or
 * by a font that is not the text's on a short line of its own.
 */
export function headingLevels(
  groups: readonly Group[],
  outline: readonly OutlineEntry[],
  measures: Measures,
): ReadonlyMap<Group, number> {
  const depths = new Map(outline.map(({ title, depth }) => [comparable(title), depth]));
  const larger = groups.filter((group) => isLarger(group, measures));
  const sizes = [...new Set(larger.map(sizeOf))].sort((one, other) => other - one);
  const below = Math.max(sizes.length, ...depths.values()) + 1;
  const levels = new Map<Group, number>();
  for (const [index, group] of groups.entries()) {
    const depth = depths.get(comparable(textOf(group)));
    if (group.type === 'code' || group.type === 'table' || CONTENTS_ENTRY.test(textOf(group))) continue;
    if (depth !== undefined) levels.set(group, Math.min(depth + 1, DEEPEST));
    else if (larger.includes(group)) levels.set(group, Math.min(sizes.indexOf(sizeOf(group)) + 1, DEEPEST));
    else if (isInBold(group, groups[index + 1], measures))
      levels.set(group, Math.min(numbered(group) ?? below, DEEPEST));
  }
  return levels;
}

function isLarger(group: Group, { bodySize }: Measures): boolean {
  const text = textOf(group);
  if (group.type === 'code' || group.type === 'table' || text.length > LONGEST || group.lines.length > 4) return false;
  return sizeOf(group) >= LARGER * bodySize && /\p{L}{2}/u.test(text);
}

function isInBold(group: Group, next: Group | undefined, measures: Measures): boolean {
  const [line] = group.lines;
  if (line === undefined || next === undefined || group.lines.length > 2) return false;
  const text = textOf(group);
  const { font } = line;
  if (font === measures.bodyFont || measures.share(font) > HEADING_SHARE) return false;
  if (!group.lines.every((one) => one.font === font && one.cells.length === 1)) return false;
  if (line.size < 0.95 * measures.bodySize || text.length > LONGEST_IN_BOLD || /[.,;:]$/.test(text)) return false;
  const words = text.replace(ITEM, '').replace(/^[\d.]+\s+/, '');
  return /^[\p{Lu}\p{Lo}]/u.test(words) && next.lines[0]?.font !== font;
}

/** By its number: `2.1` is one below `2`, and that one below the title. */
function numbered(group: Group): number | null {
  const [number] = textOf(group).match(/^\d+(?:\.\d+)*(?=\.?\s)/) ?? [];
  return number === undefined ? null : number.split('.').length + 1;
}

function sizeOf({ lines }: Group): number {
  return rounded(lines[0]?.size ?? 0);
}

function textOf({ lines }: Group): string {
  return joinLines(
    lines.map(({ text }) => text),
    new Set(),
  );
}

/** Tables of contents write the number, or leave it out. */
function comparable(title: string): string {
  return title
    .toLowerCase()
    .replace(/^(?:chapter|section|appendix)?\s*[\divx.]+\s+/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
