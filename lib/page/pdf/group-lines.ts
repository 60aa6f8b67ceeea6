import type { Line } from './line.ts';
import { type Measures, rounded } from './measures.ts';
import { endOfTable } from './tables.ts';

/** Lines that belong together. */
export type Group = { readonly type: 'text' | 'item' | 'code' | 'table'; readonly lines: Line[] };

/** A bullet, a number or a letter, as at the start of a list's item or of an entry in a list of sources. */
export const ITEM = /^(?:[•◦▪▫■□●○‣⁃∙·–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\[\w{1,8}\])\s+(?=\S)/;
const SENTENCE_END = /[.!?:;。！？][)"'”’»\]]*$/;
const DOT_LEADER = /(?:[.·…_]\s?){4,}\s*[\divxlc]*$/;

/** Lines in reading order as paragraphs, items of lists, code and tables. */
export function groupLines(lines: readonly Line[], measures: Measures): Group[] {
  const groups: Group[] = [];
  let current: Group | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const end = endOfTable(lines, index);
    if (end > index) {
      groups.push({ type: 'table', lines: lines.slice(index, end) });
      current = undefined;
      index = end - 1;
      continue;
    }
    if (current === undefined || !goesOn(current, line, measures))
      current = groupBefore(groups, line) ?? open(groups, line);
    current.lines.push(line);
  }
  return groups;
}

function open(groups: Group[], line: Line): Group {
  const group: Group = { type: line.fixed ? 'code' : ITEM.test(line.text) ? 'item' : 'text', lines: [] };
  groups.push(group);
  return group;
}

/** Whether the line stands below the group's last one and continues it. */
function goesOn(group: Group, line: Line, measures: Measures): boolean {
  const last = group.lines.at(-1);
  if (last === undefined || last.column !== line.column) return false;
  if (group.type === 'code' && !line.fixed) return false;
  const step = line.y - last.y;
  if (line.fixed !== last.fixed || rounded(line.size) !== rounded(last.size)) return isSameText(last, line, step);
  if (line.fixed) return step < 2.5 * line.size;
  if (step > 1.22 * measures.leading(line.size) || step < 0) return false;
  if (changesFont(group, line, measures) || DOT_LEADER.test(last.text)) return false;
  return !opensParagraph(group, last, line);
}

/** A line of mixed sizes, or one that ends with a few letters of code. */
function isSameText(last: Line, line: Line, step: number): boolean {
  const ratio = line.size / last.size;
  return (
    ratio > 0.87 && ratio < 1.15 && step > 0 && step < 1.6 * last.size && !SENTENCE_END.test(last.text) && isFull(last)
  );
}

/** A heading in bold letters of the text's size stands right above its text. */
function changesFont(group: Group, line: Line, { bodyFont }: Measures): boolean {
  const isOther = group.lines.every(({ font }) => font !== bodyFont);
  return isOther && line.font === bodyFont && group.lines.every(({ cells }) => cells.length === 1) && isShort(group);
}

function isShort({ lines }: Group): boolean {
  const last = lines.at(-1);
  return (
    lines.length < 3 && last !== undefined && !/[,-]$/.test(last.text) && last.right < last.column.right - 4 * last.size
  );
}

function opensParagraph(group: Group, last: Line, line: Line): boolean {
  const isIndented = line.x - last.x > 0.7 * line.size;
  const isOutdented = last.x - line.x > 0.7 * line.size;
  const width = line.column.right - line.column.left;
  const endsSentence = SENTENCE_END.test(last.text);
  if (ITEM.test(line.text) && (group.type === 'item' || endsSentence || !isFull(last))) return true;
  if (isCentred(last, line)) return false;
  // The first line of an item or of an entry hangs out over the others.
  if (isIndented) return group.lines.length > 1 || (group.type !== 'item' && (endsSentence || !isFull(last)));
  if (isOutdented) return group.lines.length > 1 || group.type === 'item';
  const share = (last.right - line.column.left) / width;
  return share < (endsSentence ? 0.75 : 0.6) && /^[\p{Lu}\p{Lo}\d"“«(]/u.test(line.text);
}

/** Reaches the column's end, as far as a ragged line does. */
function isFull({ right, column }: Line): boolean {
  return right > column.right - 0.12 * (column.right - column.left);
}

/** Titles and captions, often of several lines. */
function isCentred(last: Line, line: Line): boolean {
  return Math.abs(middleOf(last) - middleOf(line)) < 0.5 * line.size && Math.abs(last.x - line.x) > 0.3 * line.size;
}

function middleOf({ x, right }: Line): number {
  return (x + right) / 2;
}

/** A paragraph that was cut off by the end of a column or a sheet; footnotes, heads and pictures may stand between. */
function groupBefore(groups: readonly Group[], line: Line): Group | null {
  if (groups.at(-1)?.lines.at(-1)?.column === line.column || !/^[\p{Ll}(]/u.test(line.text) || ITEM.test(line.text))
    return null;
  for (const group of groups.slice(-8).reverse()) {
    const last = group.lines.at(-1);
    if (last === undefined || last.column.page < line.column.page - 1) return null;
    const isText = group.type === 'text' || group.type === 'item';
    if (
      isText &&
      last.column !== line.column &&
      rounded(last.size) === rounded(line.size) &&
      !SENTENCE_END.test(last.text) &&
      last.right > last.column.left + 0.7 * (last.column.right - last.column.left)
    )
      return group;
  }
  return null;
}
