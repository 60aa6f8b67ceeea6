import { expect, it } from 'vitest';
import { resolveCitations } from '../../lib/page/citations.ts';
import type { Passage } from '../../lib/page/snapshot.ts';
import { answerWith, gist, quotationsOf, TRUE_KINDS } from '../../scripts/bench/citations/quotations.ts';

const PASSAGES: readonly Passage[] = Array.from({ length: 8 }, (_, index) => ({
  id: index + 1,
  text: [
    `Mill number ${index} of the valley stood by the river for ${index + 31} years and ground its own kind of grain.`,
    'Nobody knows who built it.',
    `Owner\tBaker ${index}`,
  ].join('\n'),
  headings: [],
}));

it('makes true quotations that stand near their passage, and lies that do not', () => {
  const quotations = quotationsOf(PASSAGES, 3);
  expect(new Set(quotations.filter(({ isTrue }) => isTrue).map(({ kind }) => kind)).size).toBe(TRUE_KINDS.length - 1);
  for (const { text, isTrue, passage } of quotations) {
    const near = PASSAGES.slice(Math.max(0, passage - 2), passage + 1).map((one) => one.text);
    expect(gist(near.join('\n')).includes(gist(text)), text).toBe(isTrue);
  }
});

it('makes the same ones of the same page', () => {
  expect(quotationsOf(PASSAGES, 3)).toEqual(quotationsOf(PASSAGES, 3));
  expect(quotationsOf(PASSAGES, 3)).not.toEqual(quotationsOf(PASSAGES, 4));
});

it('writes an answer in which exactly the true ones are verified', () => {
  const quotations = quotationsOf(PASSAGES, 3);
  const { text, markers } = answerWith(quotations);
  const { citations } = resolveCitations(text, [{ file_id: 'page', first_marker: 1, passages: PASSAGES }]);
  const verified = new Set(citations.map(({ start_index }) => start_index));
  expect(markers.map((marker) => verified.has(marker))).toEqual(quotations.map(({ isTrue }) => isTrue));
});
