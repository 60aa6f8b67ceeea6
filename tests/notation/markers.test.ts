import { describe, expect, it } from 'vitest';
import { numbersOf, stripMarkers } from '../../lib/notation/markers.ts';

describe('stripMarkers', () => {
  it.each([
    ['It is old 【1】.', 'It is old.'],
    ['It is old【1†x】【2, 3】', 'It is old'],
    ['a\n【1】b', 'a\nb'],
    ['【note】 stays', '【note】 stays'],
  ])('makes %j %j', (text, stripped) => {
    expect(stripMarkers(text)).toBe(stripped);
  });
});

it.each([
  ['12', [12]],
  ['2, 4 and 2', [2, 4]],
  ['7–9', [7, 8, 9]],
  ['9-7', [9, 7]],
  ['1-40', [1, 40]],
  ['３、５', [3, 5]],
])('the numbers of %s', (list, numbers) => {
  expect(numbersOf(list)).toEqual(numbers);
});
