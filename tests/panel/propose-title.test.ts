import { expect, it } from 'vitest';
import { proposeTitle } from '../../lib/panel/propose-title.ts';

it.each([
  ['How do bees choose a home?', 'How do bees choose a home?'],
  ['please can you tell me who wrote this?', 'Tell me who wrote this?'],
  ['Hi, could you please list the dates', 'List the dates'],
  ['bitte erkläre den zweiten Absatz', 'Erkläre den zweiten Absatz'],
  ['two\n\nlines   of words', 'Two lines of words'],
  ['please', 'Please'],
  [
    'compare the arguments of the first author with the ones that the second author brings forward',
    'Compare the arguments of the first author with the ones…',
  ],
  ['ブ'.repeat(80), `${'ブ'.repeat(59)}…`],
])('%j is called %j', (question, title) => {
  expect(proposeTitle(question)).toBe(title);
});
