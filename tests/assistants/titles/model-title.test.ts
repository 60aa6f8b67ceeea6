import { expect, it } from 'vitest';
import { estimate, tokensOf } from '../../../lib/assistants/prompt/count-tokens.ts';
import { readTitle, titleRequest } from '../../../lib/assistants/titles/model-title.ts';

it.each([
  ['How bees choose', 'How bees choose'],
  ['"How bees choose."', 'How bees choose'],
  ['**Title:** “How bees choose”', 'How bees choose'],
  ['# Titel: Wie Bienen wählen\n\nHier ist mehr dazu.', 'Wie Bienen wählen'],
  ['\n\n- `How bees choose`', 'How bees choose'],
  ['<think>Six words, in English.</think>\n\nHow bees choose', 'How bees choose'],
  ['<think>Six words, in Eng', ''],
  ['标题：蜜蜂如何选巢', '蜜蜂如何选巢'],
  ['「ミツバチの引っ越し」', 'ミツバチの引っ越し'],
  ['العنوان: «كيف تختار النحل»', 'كيف تختار النحل'],
  ['Why do bees dance?', 'Why do bees dance?'],
  ['Here is a title for it:\n\n**How bees choose**', 'How bees choose'],
  ['What bees do:', 'What bees do:'],
  ['...', ''],
  ['', ''],
  [
    'A very long title that goes on and on about how the bees of a swarm choose a home',
    'A very long title that goes on and on about how the bees of…',
  ],
])('%j is the title %j', (said, title) => {
  expect(readTitle(said, { cut: false })).toBe(title);
});

it('of a title that was cut off in the middle of a word the whole words are kept', () => {
  expect(readTitle('How bees choose a ho', { cut: true })).toBe('How bees choose a…');
  expect(readTitle('Bienenzuhau', { cut: true })).toBe('Bienenzuhau');
  expect(readTitle('How bees choose\n\nThis name says wh', { cut: true })).toBe('How bees choose');
});

it('asks with about 600 tokens however long question and answer are', () => {
  for (const word of ['honeycomb ', '蜂の巣は', 'мёд ']) {
    const { messages } = titleRequest({
      question: word.repeat(9_000),
      answer: word.repeat(9_000),
      model: 'm',
      thinks: false,
    });
    expect(tokensOf(messages, estimate)).toBeLessThan(600);
  }
});
