import { describe, expect, it } from 'vitest';
import { isTooDeep, withoutPiles } from '../../../lib/page/files/markup-depth.ts';
import { processorTime } from '../../support/processor-time.ts';

describe('markup', () => {
  it.each([
    ['<div>'.repeat(1_000), true],
    ['<div title="<">'.repeat(1_000), true],
    ['<div/>'.repeat(1_000), true],
    [`<!-- --!>${'<div>'.repeat(1_000)}`, true],
    [`<p>Words</p>${'<ul><li>'.repeat(600)}`, true],
    ['<div></div>'.repeat(10_000), false],
    ['<p>Words<li>Words<br><img src="x"><param name="x">'.repeat(10_000), false],
    ['<a id="x"/>Words'.repeat(10_000), false],
    [`<svg>${'<x/>'.repeat(10_000)}</svg>`, false],
    ['a < b and c > d '.repeat(10_000), false],
    [`<script>${'for(;i<n;i++)if(a>b)f();'.repeat(10_000)}</script>`, false],
    [`<style>${'/* <div> */'.repeat(10_000)}</style><!--${'<div>'.repeat(10_000)}-->`, false],
  ])('%.16s… is nested too deep or not', (markup, isSo) => expect(isTooDeep(markup)).toBe(isSo));

  it.each([
    '<'.padEnd(1_000_000, 'a'),
    '<a '.padEnd(1_000_000, '"'),
    '<!--'.repeat(250_000),
    '<script>'.repeat(125_000),
  ])('%.8s… that never ends is looked at once', (markup) => {
    const time = processorTime(() => void isTooDeep(withoutPiles(markup)));
    expect(time).toBeLessThan(2_000);
  });
});

describe('formatting elements', () => {
  const piled = (formats: number, tag: (index: number) => string) =>
    `<p>${Array.from({ length: formats }, (_, index) => tag(index)).join('')}${'<p>Words'.repeat(20_000)}`;

  it.each([
    (index: number) => `<b id=${index}>`,
    (index: number) => `<b title=">${index}">`,
    (index: number) => `<b a=x" b=">${index}">`,
  ])('that would be opened again too often mean nothing', (tag) => {
    expect(/<\/?b[\s>]/.test(withoutPiles(piled(400, tag)))).toBe(false);
  });

  it.each([
    piled(400, () => '<b>'),
    piled(400, () => '<a href="x">'),
    piled(20, (index) => `<font color="${index}">`),
    '<p>A <b class="x">word</b> and <code>y</code>'.repeat(20_000),
  ])('of a page stay what they are', (markup) => expect(withoutPiles(markup) === markup).toBe(true));
});
