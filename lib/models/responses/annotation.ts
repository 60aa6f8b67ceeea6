import type { Annotation } from '../../assistants/objects.ts';
import { recordOf, stringOf } from '../json.ts';

/** One content part of the answer, and where its text begins in all of the answer's. */
export type Piece = { readonly start: number; readonly text: string };

const MOST_TITLE = 300;
const MOST_URL = 2_048;

/**
 * What an annotation of the Responses API is in the Assistants API, its place counted through the whole answer. Null for one
 * that stands nowhere in the text, leads nowhere, or is of a kind that is not known. A file that the server's code has written
 * is a path.
 */
export function annotationOf(value: unknown, { start, text }: Piece): Annotation | null {
  const annotation = recordOf(value);
  const file_id = stringOf(annotation['file_id']);
  switch (annotation['type']) {
    case 'url_citation': {
      const url = webUrl(annotation['url']);
      const range = url === null ? null : rangeOf(annotation, text, url.replace(/\/$/, ''));
      const title = stringOf(annotation['title']).slice(0, MOST_TITLE);
      if (url === null || range === null) return null;
      return { type: 'url_citation', ...placed(range, start), url_citation: { url, title } };
    }
    case 'container_file_citation': {
      const range = file_id === '' ? null : rangeOf(annotation, text, file_id);
      return range && { type: 'file_path', ...placed(range, start), file_path: { file_id } };
    }
    case 'file_citation': {
      const range = file_id === '' ? null : pointOf(annotation, text);
      return range && { type: 'file_citation', ...placed(range, start), file_citation: { file_id } };
    }
    case 'file_path': {
      const range = file_id === '' ? null : pointOf(annotation, text);
      return range && { type: 'file_path', ...placed(range, start), file_path: { file_id } };
    }
    default:
      return null;
  }
}

/** An address of the web as the browser reads it; null for every other. */
export function webUrl(value: unknown): string | null {
  const url = typeof value === 'string' && value.length <= MOST_URL ? URL.parse(value) : null;
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

type Range = { readonly from: number; readonly to: number };

function placed({ from, to }: Range, start: number) {
  return { text: '', start_index: start + from, end_index: start + to };
}

/**
 * Servers count in characters of their own language: in code points mostly, in UTF-16 units some. Where the two differ, the
 * words that name what is cited tell which it is.
 */
function rangeOf(
  { start_index, end_index }: Readonly<Record<string, unknown>>,
  text: string,
  named: string,
): Range | null {
  const units = { from: indexOf(start_index), to: indexOf(end_index) };
  if (units.from < 0 || units.to <= units.from) return null;
  const points = { from: unitsOf(text, units.from), to: unitsOf(text, units.to) };
  const inUnits = units.to <= text.length;
  const says = ({ from, to }: Range) => text.slice(from, to).includes(named);
  if (inUnits && (points.to < 0 || (says(units) && !says(points)))) return units;
  return points.to < 0 ? null : points;
}

/** A place between two characters. */
function pointOf({ index }: Readonly<Record<string, unknown>>, text: string): Range | null {
  const at = indexOf(index) < 0 ? -1 : unitsOf(text, indexOf(index));
  return at < 0 ? null : { from: at, to: at };
}

function indexOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : -1;
}

/** The place of the n-th code point; -1 where the text is shorter. */
function unitsOf(text: string, points: number): number {
  let units = 0;
  let left = points;
  for (const character of text) {
    if (left === 0) break;
    units += character.length;
    left -= 1;
  }
  return left === 0 ? units : -1;
}
