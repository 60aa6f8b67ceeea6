import { describe, expect, it } from 'vitest';
import { spokenLines } from '../../../lib/page/transcript/lines.ts';
import { type Cue, coversWhole, type Transcript } from '../../../lib/page/transcript/transcript.ts';

/** Captions of four seconds each, one behind the other. */
const spoken = (captions: readonly string[], from = 0): Cue[] =>
  captions.map((text, index) => ({ start: from + index * 4, end: from + index * 4 + 4, text }));

const transcript = (cues: readonly Cue[], rest: Partial<Transcript> = {}): Transcript => ({
  cues,
  chapters: [],
  language: 'en',
  whole: true,
  ...rest,
});

const LIGHTHOUSE = [
  'The lighthouse was built in',
  '1812 from stone that came',
  'by boat. Its lamp burned',
  'whale oil for thirty years. Then',
  'the keepers changed to',
  'paraffin, which was cheaper',
  'and gave a whiter light.',
];

describe('the lines of a transcript', () => {
  it('are whole sentences, whatever captions they were cut into, each with the time at which it begins', () => {
    const lines = spokenLines(transcript([...spoken(LIGHTHOUSE), ...spoken(['Nobody lives there now.'], 28)]), []);
    expect(lines.map(({ text }) => text)).toEqual([
      'The lighthouse was built in 1812 from stone that came by boat. Its lamp burned whale oil for thirty years. Then the keepers changed to paraffin, which was cheaper and gave a whiter light.',
      'Nobody lives there now.',
    ]);
    expect(lines.map(({ time }) => time)).toEqual([0, 28]);
  });

  it('begin within a caption where a sentence does', () => {
    const [, second] = spokenLines(
      transcript(
        spoken([`${'A long sentence about the coast goes on and on. '.repeat(4)}Here`, 'the next one begins.']),
      ),
      [],
    );
    expect(second?.text).toBe('Here the next one begins.');
    expect(second?.time).toBeGreaterThan(3.8);
    expect(second?.time).toBeLessThan(4);
  });

  it('are parted where captions end if nobody has written full stops', () => {
    const words = Array.from({ length: 60 }, (_, index) => `and then we went to place number ${index}`);
    const lines = spokenLines(transcript(spoken(words)), []);
    expect(lines.length).toBeGreaterThan(8);
    for (const { text } of lines) expect(text.length).toBeLessThan(320);
    expect(lines.map(({ text }) => text).join(' ')).toBe(words.join(' '));
    expect(lines[1]?.time).toBe(words.findIndex((caption) => lines[1]?.text.startsWith(caption)) * 4);
  });

  it('end where somebody else speaks and where it is quiet', () => {
    const cues = [
      ...spoken(['>> Who lit the lamp?', '>> My father did.', '- And after him?']),
      ...spoken(['Nobody at all.'], 40),
    ];
    expect(spokenLines(transcript(cues), []).map(({ text }) => text)).toEqual([
      'Who lit the lamp?',
      'My father did.',
      'And after him?',
      'Nobody at all.',
    ]);
  });

  it('stand under the chapters that they are said in', () => {
    const lines = spokenLines(
      transcript([...spoken(['It begins.']), ...spoken(['It goes on.'], 60), ...spoken(['It ends.'], 120)], {
        chapters: [
          { start: 60, title: 'The  lamp' },
          { start: 120, title: 'The keepers' },
        ],
      }),
      [],
    );
    expect(lines.map(({ text, isHeading, headings, time }) => [time, isHeading, headings[0]?.text, text])).toEqual([
      [0, false, undefined, 'It begins.'],
      [60, true, 'The lamp', 'The lamp'],
      [60, false, 'The lamp', 'It goes on.'],
      [120, true, 'The keepers', 'The keepers'],
      [120, false, 'The keepers', 'It ends.'],
    ]);
  });

  it('have no spaces where their script has none', () => {
    const [line] = spokenLines(transcript(spoken(['灯台は石で', '造られた。']), { language: 'ja' }), []);
    expect(line?.text).toBe('灯台は石で造られた。');
  });

  it('hold nothing that cannot be seen', () => {
    const [line] = spokenLines(transcript(spoken(['The la\u200bmp\u{e0041} burned.'])), []);
    expect(line?.text).toBe('The lamp burned.');
  });
});

describe('cues that have come piece by piece', () => {
  const between = (first: number, last: number): Cue[] => [
    { start: first, end: null, text: 'a' },
    { start: last, end: null, text: 'b' },
  ];

  it.each([
    ['reach over the video', between(3, 1150), 1200, true],
    ['stop in its first third', between(3, 300), 1200, false],
    ['begin in its last third', between(900, 1190), 1200, false],
    ['are all there is of a video of unknown length', between(3, 300), Number.NaN, true],
    ['are few in a short video', between(20, 30), 80, true],
  ])('%s', (_name, cues, duration, whole) => {
    expect(coversWhole(cues, duration)).toBe(whole);
  });
});
