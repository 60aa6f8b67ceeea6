import { expect, it } from 'vitest';
import { foundPattern } from '../../../components/threads/found-pattern.ts';

const found = (text: string, ...words: string[]) => [...text.matchAll(foundPattern(words))].map(([one]) => one);

it.each([
  ['whole words in any case', 'An oak, Oaks and OAK.', ['oak'], ['oak', 'OAK']],
  ['words with accents as they are shown', 'Das Café, die Cafés', ['café'], ['Café']],
  ['what has no spaces around it', '蜂はどうやって巣を選びますか', ['巣を', '蜂'], ['蜂', '巣を']],
  ['the longer of two that begin alike', '3 or 3.5 metres', ['3', '3.5'], ['3', '3.5']],
  ['signs for what they are', 'a+b and aab', ['a+b'], ['a+b']],
])('what was found is marked: %s', (_what, text, words, marked) => {
  expect(found(text, ...words)).toEqual(marked);
});
