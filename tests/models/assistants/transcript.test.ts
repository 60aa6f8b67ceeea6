import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTranscript } from '../../../lib/models/assistants/transcript.ts';
import { textOf } from '../talk.ts';

const texts = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });

const messageOf = (text: string, index: number) => ({ id: `msg_${index}`, text, is_filtered: false });

it('says everything once and in order, wherever it was interrupted and taken up again', () => {
  fc.assert(
    fc.property(texts, fc.nat(), (said, seed) => {
      const letters = said.flatMap((text, index) => [...text].map((letter) => ({ id: `msg_${index}`, text: letter })));
      const cut = seed % (letters.length + 1);
      const first = createTranscript({ heard: 0, from: 0 });
      const before = letters.slice(0, cut).flatMap(first.add);
      const second = createTranscript({ heard: first.heard, from: 0 });
      const after = said.map(messageOf).flatMap(second.read);
      expect(textOf(before) + textOf(after)).toBe(said.join('\n\n'));
      expect(said.map(messageOf).flatMap(second.read)).toEqual([]);
    }),
  );
});

it('leaves out what earlier completions have said, and begins no answer with a gap', () => {
  fc.assert(
    fc.property(texts, texts, (earlier, said) => {
      const from = earlier.join('').length;
      const transcript = createTranscript({ heard: from, from });
      expect(transcript.spoke).toBe(false);
      expect(textOf([...earlier, ...said].map(messageOf).flatMap(transcript.read))).toBe(said.join('\n\n'));
    }),
  );
});

it('takes a message for finished when pieces of it have been heard', () => {
  const transcript = createTranscript({ heard: 0, from: 0 });
  const parts = [
    ...transcript.read({ id: 'msg_1', text: '', is_filtered: false }),
    ...transcript.add({ id: 'msg_1', text: 'Here you ' }),
    ...transcript.read({ id: 'msg_1', text: 'Here you are.', is_filtered: false }),
  ];
  expect(textOf(parts)).toBe('Here you are.');
  expect(transcript.heard).toBe(13);
});
