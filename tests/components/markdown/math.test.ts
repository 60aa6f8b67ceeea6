import { describe, expect, it } from 'vitest';
import { eachToken, readTokens } from '../../../components/markdown/lexer.ts';
import { isMath } from '../../../components/markdown/math-token.ts';

/** The formulas of a text, those on lines of their own in brackets. */
function formulas(text: string, ended = true): string[] {
  const found: string[] = [];
  for (const token of readTokens(text, ended))
    eachToken(token, (inner) => {
      if (isMath(inner)) found.push(inner.display ? `[${inner.tex}]` : inner.tex);
    });
  return found;
}

describe('formulas', () => {
  it.each([
    ['in dollars', 'Area $\\pi r^2$ of it', ['\\pi r^2']],
    ['in dollars before a full stop', 'so $x$.', ['x']],
    ['two in a line', '$a_1$ and $a_2$', ['a_1', 'a_2']],
    ['with stars and underscores, which mean nothing in it', '$a*b*c_d_e$', ['a*b*c_d_e']],
    ['in parentheses', 'so \\(x < y\\) holds', ['x < y']],
    ['in double dollars within a line', 'so $$x$$ holds', ['[x]']],
    ['in double dollars on lines of their own', 'so\n\n$$\nx\n$$\n\nholds', ['[x]']],
    ['in double dollars behind a paragraph', 'so\n$$x$$\nholds', ['[x]']],
    ['in brackets', 'so\n\\[\nx = 1\n\\]\nholds', ['[x = 1]']],
    [
      'as an environment',
      '\\begin{align}\na &= b\\\\\nc &= d\n\\end{align}',
      ['[\\begin{align}\na &= b\\\\\nc &= d\n\\end{align}]'],
    ],
    ['in a list', '- one $x$\n- two', ['x']],
    ['in a table', '| a |\n|--|\n| $x$ |', ['x']],
    ['with an escaped dollar', 'so $\\$5 + x$ holds', ['\\$5 + x']],
  ])('are found %s', (_name, text, expected) => {
    expect(formulas(text)).toEqual(expected);
  });

  it.each([
    ['an amount', 'It costs $5.'],
    ['two amounts', 'It costs $5 or $10 a month.'],
    ['amounts with the dollar behind them', 'It costs $5 or 10$ a month'],
    ['a range', '$5-$10'],
    ['a variable of the shell', 'Set $HOME and $ PATH'],
    ['dollars in code', 'Use `$x$` there'],
    ['dollars in a block of code', '```sh\necho $a $b\n```'],
    ['an escaped dollar', 'so \\$x\\$ holds'],
    ['dollars with spaces inside', 'from $ x $ on'],
    ['an empty formula', 'a $$ b'],
    ['one that never ends', 'so $$x + y'],
  ])('are not seen in %s', (_name, text) => {
    expect(formulas(text)).toEqual([]);
  });

  it('wait for their end while an answer grows, and what stands behind is part of them until then', () => {
    expect(formulas('so\n\n$$\nx + ', false)).toEqual(['[x +]']);
    expect(formulas('so\n\n$$\nx + \n', true)).toEqual([]);
  });
});
