import { describe, expect, it } from 'vitest';
import { mend } from '../../../components/markdown/mend.ts';

describe('the open end of an answer', () => {
  it.each([
    ['holds back half a citation', 'so it is.【1', 'so it is.'],
    ['holds back half a citation with words', 'so it is.【12†lin', 'so it is.'],
    ['keeps a whole citation', 'so it is.【12】', 'so it is.【12】'],
    ['closes bold', 'this is **very imp', 'this is **very imp**'],
    ['closes bold after a space', 'this is **very ', 'this is **very**'],
    ['closes bold that is half closed', 'this is **very*', 'this is **very**'],
    ['holds back an empty bold', 'this is **', 'this is '],
    ['leaves closed bold alone', 'this is **very** much', 'this is **very** much'],
    ['closes code', 'call `nump', 'call `nump`'],
    ['holds back an empty code', 'call `', 'call '],
    ['closes code inside bold', '**call `nump', '**call `nump`**'],
    ['does not take stars in code for bold', '`a ** b` and', '`a ** b` and'],
    ['shows the words of a link before its address', 'see [the study](https://exa', 'see the study'],
    ['shows the words of an image before its address', 'see ![the chart](https://exa', 'see the chart'],
    ['holds back a heading’s marks', 'text\n\n##', 'text\n'],
    ['holds back what may underline a heading', 'text\n--', 'text'],
    ['holds back a bullet', '- one\n-', '- one'],
    ['holds back a number', '1. one\n2.', '1. one'],
    ['keeps a year at the start of a line', 'text\n2024', 'text\n2024'],
    ['holds back a row that may head a table', 'text\n| a | b |', 'text'],
    ['holds back a table’s rule', 'text\n| a | b |\n|--', 'text'],
    ['holds back half a closing fence', '```js\nlet a;\n``', '```js\nlet a;'],
    ['holds back half a formula', 'so $\\frac{1', 'so '],
    ['holds back half a formula in parentheses', 'so \\(x + ', 'so '],
    ['keeps a whole formula', 'so $(a)$.', 'so $(a)$.'],
    ['keeps an amount of money', 'it costs $5 or $10', 'it costs $5 or $10'],
    ['keeps a dollar that nothing closes', `$${'x'.repeat(200)}`, `$${'x'.repeat(200)}`],
    ['keeps a dollar in code', 'see `$PATH` and', 'see `$PATH` and'],
    ['holds back half the mark of a footnote', 'so it is[^no', 'so it is'],
    ['leaves code in an open fence alone', '```md\n| a | **b', '```md\n| a | **b'],
  ])('%s', (_name, open, mended) => {
    expect(mend(open, false)).toBe(mended);
  });

  it('keeps the rows of a table that has begun', () => {
    const table = '| a | b |\n|--|--|\n| 1 | 2';
    expect(mend(table, true)).toBe(table);
  });
});
