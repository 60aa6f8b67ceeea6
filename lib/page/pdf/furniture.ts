import type { Line, LinedPage } from './line.ts';

/** Running heads and feet stand among so many lines at a sheet's top or bottom, and in that share of its height. */
const EDGE_LINES = 3;
const EDGE_SHARE = 0.14;
/** In points: the same line stands at the same height on every sheet. */
const SAME_HEIGHT = 4;

/** Between furniture and text, in sizes of its letters. */
const GAP = 1.5;

type Place = { readonly page: number; readonly y: number };

/** The pages without their running heads, running feet and page numbers. */
export function withoutFurniture(pages: readonly LinedPage[]): LinedPage[] {
  const places = new Map<string, Place[]>();
  for (const page of pages) {
    for (const line of edgeLines(page)) {
      for (const key of keysOf(line)) {
        const same = places.get(key) ?? [];
        same.push({ page: page.number, y: line.y });
        places.set(key, same);
      }
    }
  }
  const enough = Math.min(3, Math.max(2, Math.ceil(pages.length / 2)));
  const isRepeated = (line: Line) => keysOf(line).some((key) => countAt(places.get(key) ?? [], line.y) >= enough);
  const isFurniture = (line: Line, page: LinedPage) =>
    line.text.trim() === String(page.number) ||
    (isRepeated(line) && (!/\d\D|\D\d/.test(line.text) || standsApart(line, page)));
  return pages.map((page) => {
    const furniture = new Set(edgeLines(page).filter((line) => isFurniture(line, page)));
    return { ...page, lines: page.lines.filter((line) => !furniture.has(line)) };
  });
}

/** Numbered things of the text itself may begin many pages, but there the text goes on right below. */
function standsApart({ y, size }: Line, { lines, height }: LinedPage): boolean {
  const inner = lines
    .map((line) => (y < height / 2 ? line.y - y : y - line.y))
    .filter((distance) => distance > 0.5 * size);
  return Math.min(...inner) > GAP * size;
}

/** Pages that have something there. */
function countAt(places: readonly Place[], y: number): number {
  return new Set(places.filter((place) => Math.abs(place.y - y) < SAME_HEIGHT).map(({ page }) => page)).size;
}

function edgeLines({ lines, height }: LinedPage): Line[] {
  const sorted = lines.toSorted((one, other) => one.y - other.y);
  return [
    ...sorted.slice(0, EDGE_LINES).filter((line) => line.y < EDGE_SHARE * height),
    ...sorted.slice(-EDGE_LINES).filter((line) => line.y > (1 - EDGE_SHARE) * height),
  ];
}

/**
 * What a line has in common with those of other pages: its words, whatever numbers they hold, or a number at either end that
 * counts the pages while the words change from chapter to chapter.
 */
function keysOf({ text, column: { page } }: Line): string[] {
  const words = text.toLowerCase().replace(/\s+/g, ' ').trim();
  const counting = [/^\d{1,4}(?=\D|$)/, /(?<=\D|^)\d{1,4}$/].flatMap((place) => words.match(place) ?? []);
  return [
    words.replace(/\d+/g, '#').replace(/^[ivxlc]+$/, '#'),
    ...counting.map((number) => `page + ${Number(number) - page}`),
  ];
}
