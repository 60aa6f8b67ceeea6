import { createSentenceSplitter } from '../../search/sentences.ts';
import { collapse } from '../hygiene.ts';
import type { Heading, PassageLine } from '../passages.ts';
import type { Chapter, Cue, Transcript } from './transcript.ts';

/** Characters from which on a line ends with its sentence: about ten seconds of speech, so that its time is near every word. */
const LINE = 160;
/** Captions without full stops are parted where a caption ends. */
const LONGEST_SENTENCE = 280;
/** Seconds of silence after which somebody begins anew. */
const PAUSE = 4;
/** Another person speaks. */
const TURN = /^(?:>>+|[-–—](?=\s))\s*/;
/** Scripts that put no space between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}、。！？」』，]/u;

/** Of a transcript: what is said from `time` on, in seconds. */
export type SpokenLine = PassageLine & { readonly time: number };

/** The words of a transcript in lines of whole sentences, under the chapters they are said in; each word once, in their order. */
export function spokenLines({ cues, chapters, language }: Transcript, above: readonly Heading[]): SpokenLine[] {
  const split = createSentenceSplitter(language);
  const parts = partsOf(cues, chapters);
  return parts.flatMap(({ chapter, cues: inside }) => {
    const title = chapter === null ? '' : collapse(chapter.title);
    const level = (above.at(-1)?.level ?? 1) + 1;
    const headings = chapter === null || title === '' ? above : [...above, { level, text: title }];
    const heading =
      chapter === null || title === '' ? [] : [{ text: title, headings, isHeading: true, time: chapter.start }];
    const lines = turnsOf(inside).flatMap((turn) => linesOfTurn(turn, split));
    return [...heading, ...lines.map((line) => ({ ...line, headings, isHeading: false }))];
  });
}

type Part = { readonly chapter: Chapter | null; readonly cues: Cue[] };

function partsOf(cues: readonly Cue[], chapters: readonly Chapter[]): Part[] {
  const parts: Part[] = [null, ...chapters].map((chapter) => ({ chapter, cues: [] }));
  for (const cue of cues) parts.findLast(({ chapter }) => (chapter?.start ?? 0) <= cue.start)?.cues.push(cue);
  return parts.filter(({ cues: inside }) => inside.length > 0);
}

type Turn = readonly Cue[];

function turnsOf(cues: readonly Cue[]): Turn[] {
  const turns: Cue[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const cue of cues) {
    const said = collapse(cue.text);
    const text = said.replace(TURN, '');
    if (text === '') continue;
    const last = turns.at(-1);
    if (last === undefined || text !== said || cue.start - until > PAUSE) turns.push([{ ...cue, text }]);
    else last.push({ ...cue, text });
    until = Math.max(until, cue.end ?? cue.start);
  }
  return turns;
}

/** Where a caption stands in the text of its turn. */
type Placed = { readonly cue: Cue; readonly from: number };

function linesOfTurn(turn: Turn, split: (text: string) => string[]): { text: string; time: number }[] {
  const pieces = turn.map((cue, index) => gap(turn[index - 1], cue) + cue.text);
  const text = pieces.join('');
  let end = 0;
  const placed = turn.map((cue, index): Placed => {
    end += pieces[index]?.length ?? 0;
    return { cue, from: end - cue.text.length };
  });
  const lines: { text: string; time: number }[] = [];
  let from = 0;
  for (const to of endsOfSentences(text, placed, split)) {
    if (to - from < LINE && to < text.length) continue;
    lines.push({ text: text.slice(from, to).trim(), time: timeAt(placed, from + (text[from] === ' ' ? 1 : 0)) });
    from = to;
  }
  return lines;
}

function gap(before: Cue | undefined, { text }: Cue): string {
  if (before === undefined) return '';
  return UNSPACED.test(before.text.at(-1) ?? '') && UNSPACED.test(text[0] ?? '') ? '' : ' ';
}

function endsOfSentences(text: string, placed: readonly Placed[], split: (text: string) => string[]): number[] {
  const ends: number[] = [];
  let from = 0;
  for (const sentence of split(text)) {
    const to = text.indexOf(sentence, from) + sentence.length;
    for (const { from: place } of placed)
      if (place - from >= LINE && to - from > LONGEST_SENTENCE && to - place >= LINE / 4) {
        ends.push(place);
        from = place;
      }
    ends.push(to);
    from = to;
  }
  return [...ends.filter((end) => end < text.length), text.length];
}

/** Within a caption words are taken to come evenly. */
function timeAt(placed: readonly Placed[], offset: number): number {
  const said = placed.findLast((one) => one.from <= offset);
  if (said === undefined) return 0;
  const { start, end, text } = said.cue;
  return end === null ? start : start + Math.min(1, (offset - said.from) / text.length) * (end - start);
}
