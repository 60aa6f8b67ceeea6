import type { CitationMarker } from '../assistants/objects.ts';

/** The numbers of passages that stand for a source in an answer, as we ask for them and as models write them anyway. */

export type Marker = CitationMarker;

const NUMBER = '[0-9０-９]{1,6}';
const NUMBERS = `${NUMBER}(?:\\s*(?:[,;，、；&–—-]|and)\\s*${NUMBER})*`;

/** `【12】`, `【12, 14】`, `【12-14】`, `【12†what a model adds】`. */
const OURS = new RegExp(`【\\s*(${NUMBERS})\\s*(?:†[^【】\\n]{0,200})?】`, 'g');

/** A range of more passages than this is no place to look at. */
const LONGEST_RANGE = 10;

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

/** The text without our markers, for reading aloud, copying, and sending it to a model again. */
export function stripMarkers(text: string): string {
  return text.replace(new RegExp(`[^\\S\\n]*${OURS.source}`, 'g'), '');
}

function markerOf(match: RegExpExecArray): Marker {
  const list = match.slice(1).find((group) => group !== undefined) ?? '';
  return { start_index: match.index, end_index: match.index + match[0].length, numbers: numbersOf(list) };
}

/** `7-9` means all three; `9-7` and a range that is too long mean its ends. */
function numbersOf(list: string): number[] {
  const numbers = list
    .normalize('NFKC')
    .split(/[,;、&]|and/)
    .flatMap((part) => {
      const ends = part.split(/[–—-]/).map(Number);
      const [first = 0, last = first] = ends;
      if (ends.length !== 2 || last <= first || last - first >= LONGEST_RANGE) return ends;
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
  return [...new Set(numbers)];
}
