import type { CitationMarker } from '../assistants/objects.ts';

/** What may stand between our brackets as it is. */
const LIST = /^\s*[0-9０-９](?:[0-9０-９\s,;，、；&–—-]|and)*$/;

/** The text with `markers` in the brackets we asked for, every other character where it was. */
export function inOurBrackets(text: string, markers: readonly CitationMarker[]): string {
  let result = text;
  for (const { start_index, end_index, numbers } of markers) {
    const inside = text.slice(start_index + 1, end_index - 1);
    const list = numbers.join(',');
    const written = LIST.test(inside)
      ? inside
      : list.length < inside.length
        ? `${list}†`.padEnd(inside.length, ' ')
        : null;
    if (written !== null) result = `${result.slice(0, start_index)}【${written}】${result.slice(end_index)}`;
  }
  return result;
}
