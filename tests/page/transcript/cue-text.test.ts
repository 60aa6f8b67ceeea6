import { expect, it } from 'vitest';
import { eachOnce, plainCue } from '../../../lib/page/transcript/cue-text.ts';
import type { Cue } from '../../../lib/page/transcript/transcript.ts';

it.each([
  ['<i>Nobody</i> came <c.yellow>back</c>.', 'Nobody came back.'],
  ['<v Mrs Hill>Salt &amp; bread', 'Mrs Hill: Salt & bread'],
  ['<v.loud Anna>Here!</v>', 'Anna: Here!'],
  ['One <00:00:04.000>word <00:00:05.000>more', 'One word more'],
  ['Fish &lt; bird&lrm; &#8212; always', 'Fish < bird — always'],
])('the caption %s says %s', (caption, words) => {
  expect(plainCue(caption)).toBe(words);
});

const cue = (start: number, end: number, text: string): Cue => ({ start, end, text });
const texts = (cues: readonly Cue[]) => eachOnce(cues).map(({ text }) => text);

it('says a line of rolling captions once, though it is shown twice', () => {
  expect(texts([cue(0, 2, 'the tide'), cue(2, 4, 'the tide\ncomes in'), cue(4, 6, 'comes in\nat night')])).toEqual([
    'the tide',
    'comes in',
    'at night',
  ]);
});

it('leaves out captions that only hold the place of a rolling line', () => {
  expect(texts([cue(0, 2, 'the tide'), cue(2, 2.01, 'the tide'), cue(2.01, 4, 'the tide\ncomes in')])).toEqual([
    'the tide',
    'comes in',
  ]);
});

it('keeps what is really said twice', () => {
  expect(texts([cue(0, 2, 'Never.'), cue(2, 4, 'Never.'), cue(30, 32, 'Never.\nAgain.')])).toEqual([
    'Never.',
    'Never.',
    'Never.\nAgain.',
  ]);
});

it('says a caption once that a stream repeats where its pieces meet, puts captions in their order, and leaves out notes of music', () => {
  expect(texts([cue(6, 8, 'Second.'), cue(0, 2, '♪ ♪'), cue(2, 6, 'First.'), cue(6, 8, 'Second.')])).toEqual([
    'First.',
    'Second.',
  ]);
});
