import { describe, expect, it } from 'vitest';
import { isTooDeep } from '../../../lib/page/files/markup-depth.ts';

describe('markup', () => {
  it.each([
    ['<div>'.repeat(1_000), true],
    [`<p>Words</p>${'<ul><li>'.repeat(600)}`, true],
    ['<div></div>'.repeat(10_000), false],
    ['<p>Words<li>Words<br><img src="x">'.repeat(10_000), false],
    ['<x/>'.repeat(10_000), false],
    ['a < b and c > d '.repeat(10_000), false],
  ])('%.12s… is nested too deep or not', (markup, isSo) => expect(isTooDeep(markup)).toBe(isSo));
});
