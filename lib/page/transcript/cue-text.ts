import type { Cue } from './transcript.ts';

const VOICE = /<v(?:\.[^\s>]*)?\s+([^>]+)>/i;
const TAG = /<[^<>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
  lrm: '',
  rlm: '',
};

/** Seconds between two cues that belong together. */
const TOUCHING = 0.3;

/** Sung without words. */
const ONLY_NOTES = /^[\s♪♫#*]*$/u;

/** A caption in WebVTT as plain text. Who speaks stands before the words, as subtitles write it. */
export function plainCue(caption: string): string {
  const speaker = caption.match(VOICE)?.[1]?.trim();
  const text = decoded(caption.replace(TAG, ''));
  return speaker === undefined || speaker === '' ? text : `${decoded(speaker)}: ${text}`;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,5}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** Seconds; a caption that is shown for less only holds the place of one that rolls. */
const FLASH = 0.1;

/**
 * Each word once: captions that roll show a line a second time above the next one, and streams repeat a cue where one piece of
 * them ends and the next begins.
 */
export function eachOnce(cues: readonly Cue[]): Cue[] {
  const kept: Cue[] = [];
  let before: { readonly lines: readonly string[]; readonly cue: Cue } | null = null;
  for (const cue of cues.toSorted((one, other) => one.start - other.start)) {
    const lines = cue.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !ONLY_NOTES.test(line));
    if (lines.length === 0) continue;
    const follows = before !== null && cue.start - (before.cue.end ?? before.cue.start) <= TOUCHING;
    const text = lines.slice(before !== null && follows ? repeated(before, { lines, cue }) : 0).join('\n');
    if (text !== '') kept.push({ ...cue, text });
    before = { lines, cue };
  }
  return kept;
}

type Shown = { readonly lines: readonly string[]; readonly cue: Cue };

/** How many lines at the start of `next` are the last ones of `shown`. One line alone may really be said twice. */
function repeated(shown: Shown, next: Shown): number {
  const isSameCue = shown.cue.start === next.cue.start || (next.cue.end ?? next.cue.start + 1) - next.cue.start < FLASH;
  for (let count = Math.min(shown.lines.length, next.lines.length); count > 0; count -= 1) {
    const rolls = count < next.lines.length || count > 1 || isSameCue;
    if (rolls && next.lines.slice(0, count).join('\n') === shown.lines.slice(-count).join('\n')) return count;
  }
  return 0;
}
