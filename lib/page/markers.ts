import type { CitationMarker } from '../assistants/objects.ts';
import { MARKER, NUMBERS, numbersOf } from '../notation/markers.ts';

/** The numbers of passages that stand for a source in an answer, as we ask for them and as models write them anyway. */

export type Marker = CitationMarker;

const OURS = new RegExp(MARKER, 'g');

const WORD = '(?:(?:passages?|sources?|citations?)\\s*|\\^)?';

/**
 * `[7]`, `[^7]`, `[[7]]`, `[passage 7]`, `［7］`, `〔7〕`, `〖7〗`, `(passage 7)`; not a link's text nor what defines one. `(7)` behind a
 * quotation alone: elsewhere it counts something. Raised numerals are left alone: they may be exponents.
 */
const OTHERS = [
  new RegExp(
    `(?<![!\\[\\\\])(?<!\\[[^\\]\\d][^\\]]*\\])(?:\\[${WORD}(${NUMBERS})\\]|\\[\\[(${NUMBERS})\\]\\])(?![(:\\]]|\\[[^\\d[])`,
    'gi',
  ),
  new RegExp(`［(${NUMBERS})］|〔(${NUMBERS})〕|〖(${NUMBERS})〗`, 'g'),
  new RegExp(`[(（](?:passages?|sources?)\\s*(${NUMBERS})[)）]`, 'gi'),
  new RegExp(`(?<=[”"»“」』][.,;:!?]?\\s?)[(（](${NUMBERS})[)）]`, 'g'),
];

const CODE = /^ {0,3}(```+|~~~+)[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))|(`+)(?!`)[\s\S]*?[^`]\2(?!`)/gm;

export function markersIn(text: string): Marker[] {
  return [...text.matchAll(OURS)].map(markerOf);
}

/**
 * Markers in brackets that we did not ask for, where the answer has none of ours. Taken as such only if `names` is true of every
 * number and `isSaid` false of the characters: what a page says in brackets is repeated from there.
 */
export function otherMarkersIn(
  text: string,
  { names, isSaid }: { names: (number: number) => boolean; isSaid: (characters: string) => boolean },
): Marker[] {
  const prose = text.replace(CODE, (code) => ' '.repeat(code.length));
  return OTHERS.flatMap((pattern) => [...prose.matchAll(pattern)])
    .filter(([characters]) => !isSaid(characters))
    .map(markerOf)
    .filter(({ numbers }) => numbers.length > 0 && numbers.every(names))
    .toSorted((one, other) => one.start_index - other.start_index);
}

function markerOf(match: RegExpExecArray): Marker {
  const list = match.slice(1).find((group) => group !== undefined) ?? '';
  return { start_index: match.index, end_index: match.index + match[0].length, numbers: numbersOf(list) };
}
