import { describe, expect, it } from 'vitest';
import { plainLine, plainText, spokenText } from '../../../components/markdown/plain-text.ts';

describe('an answer as plain text', () => {
  it.each([
    ['paragraphs', 'One **bold** and *soft* `word`.\n\nTwo.', 'One bold and soft word.\n\nTwo.'],
    ['a heading', '## Head\n\nText', 'Head\n\nText'],
    ['a list', '- one\n- two\n  - deep', '- one\n- two\n  - deep'],
    ['a numbered list', '3. three\n4. four', '3. three\n4. four'],
    ['tasks', '- [x] done\n- [ ] open', '- [x] done\n- [ ] open'],
    ['a table', '| a | b |\n|--|--|\n| 1 | **2** |', 'a\tb\n1\t2'],
    ['code', '```js\nlet a = "*";\n```', 'let a = "*";'],
    ['a link', '[here](https://example.org/)', 'here (https://example.org/)'],
    ['a bare address', 'https://example.org/', 'https://example.org/'],
    ['a quote', '> so *it* is', 'so it is'],
    ['a formula', 'so $x^2$ is', 'so x^2 is'],
    ['a citation', 'so it is.【4】', 'so it is.'],
    ['a footnote', 'so[^1]\n\n[^1]: why', 'so[1]\n\n1. why'],
    ['entities and HTML', 'a &amp; b <q>c</q>', 'a & b <q>c</q>'],
    ['a line break', 'a\nb', 'a\nb'],
    ['an image', '![chart](https://example.org/x.png)', 'chart'],
  ])('has the words of %s', (_name, markdown, plain) => {
    expect(plainText(markdown)).toBe(plain);
  });
});

describe('a part of an answer on one line', () => {
  it.each([
    ['sets off what no sentence ends', '# Head\n\nOne.\n\n- two\n- three!\n- four', 'Head · One. two · three! four'],
    ['keeps the lines of a paragraph together', 'one\ntwo  \nthree', 'one two three'],
    ['tells no addresses', '[here](https://example.org/) or https://example.org/', 'here or https://example.org/'],
    ['tells no notes by number', 'so[^1]\n\n[^1]: why', 'so · why'],
    ['has the words of code', '```js\nlet a;\n\nlet b;\n```', 'let a; let b;'],
  ])('%s', (_name, markdown, line) => {
    expect(plainLine(markdown)).toBe(line);
  });
});

describe('an answer as it is read aloud', () => {
  it.each([
    ['names a link and not its address', 'See [the study](https://example.org/a?b=1&c=2).', 'See the study.'],
    ['says where a bare address leads', 'At https://www.example.org/a/b?c=1 now', 'At example.org now'],
    [
      'leaves code out',
      'Run this:\n\n```sh\nnpm ci && npm test\n```\n\nThen `npm start`.',
      'Run this:\n\nThen npm start.',
    ],
    [
      'counts steps and no others',
      '1. one\n2. two\n\nand\n\n- three\n- [x] four',
      '1. one\n2. two\n\nand\n\nthree\nfour',
    ],
    ['says a row of a table in one breath', '| a | b |\n|--|--|\n| 1 | **2** |', 'a, b\n1, 2'],
    ['says no note by number', 'so[^1]\n\n[^1]: why', 'so\n\nwhy'],
  ])('%s', (_name, markdown, spoken) => {
    expect(spokenText(markdown)).toBe(spoken);
  });
});
