import { describe, expect, it } from 'vitest';
import { capturePage } from '../../lib/page/capture-page.ts';
import { type CitedText, type Ends, findQuote } from '../../lib/page/locate.ts';
import { comparable } from '../../lib/page/text-index.ts';
import { parsePage } from './parse-page.ts';

/** linkedom has no ranges: the text between two places, by walking. */
function textBetween(root: Element, { start, end }: Ends): string {
  const walker = root.ownerDocument.createTreeWalker(root, 4);
  let text = '';
  let inside = false;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node === start.node) inside = true;
    if (inside) {
      const to = node === end.node ? end.offset : node.data.length;
      text += node.data.slice(node === start.node ? start.offset : 0, to);
    }
    if (node === end.node) break;
  }
  return text;
}

function find(html: string, cited: CitedText): string | null {
  const { body } = parsePage(html);
  const ends = findQuote(body, cited);
  return ends ? textBetween(body, ends).replace(/\s+/g, ' ').trim() : null;
}

describe('findQuote', () => {
  it.each<readonly [behaviour: string, html: string, cited: CitedText, found: string | null]>([
    [
      'finds words across inline elements',
      '<p>one <b>two</b> <i>three</i></p>',
      { quote: 'two three', passage: '' },
      'two three',
    ],
    [
      'finds words across white space of the source',
      '<p>one\n   two</p>',
      { quote: 'one two', passage: '' },
      'one two',
    ],
    ['finds words across blocks', '<p>one</p><p>two</p>', { quote: 'one\ntwo', passage: '' }, 'onetwo'],
    [
      'finds words across invisible characters',
      '<p>o\u200bne t\u00adwo</p>',
      { quote: 'one two', passage: '' },
      'o\u200bne t\u00adwo',
    ],
    [
      'finds words in another case than written',
      '<p>LOUD words</p>',
      { quote: 'loud Words', passage: '' },
      'LOUD words',
    ],
    ['finds surrogate pairs whole', '<p>a 🏭 b</p>', { quote: '🏭', passage: '' }, '🏭'],
    [
      'finds a whole passage',
      '<h2>A</h2><p>one</p><p>two</p><p>three</p>',
      { quote: null, passage: 'one\ntwo' },
      'onetwo',
    ],
    [
      'spans a passage over what the capture left out',
      '<p>alpha</p><button>x</button><nav>menu</nav><p>omega</p>',
      { quote: null, passage: 'alpha\nomega' },
      'alphaxmenuomega',
    ],
    ['gives null for words that are gone', '<p>one</p>', { quote: 'two', passage: 'one' }, null],
    ['gives null for a passage that is gone', '<p>one</p>', { quote: null, passage: 'two' }, null],
    ['gives null for nothing', '<p>one</p>', { quote: null, passage: '' }, null],
    [
      'finds nothing in hidden text',
      '<p hidden>secret</p><script>secret</script>',
      { quote: 'secret', passage: '' },
      null,
    ],
    [
      'finds a table row',
      '<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>',
      { quote: 'b\t2', passage: '' },
      'b2',
    ],
  ])('%s', (_behaviour, html, cited, found) => {
    expect(find(html, cited)).toBe(found);
  });

  it('takes, of equal quotes, the one in the passage', () => {
    const { body } = parsePage('<p id="a">same words</p><p>between</p><p id="b">Here: same words</p>');
    const ends = findQuote(body, { quote: 'same words', passage: 'between\nHere: same words' });
    expect(ends?.start.node.parentElement?.id).toBe('b');
  });

  it('takes, of equal quotes outside the passage, the nearest', () => {
    const { body } = parsePage('<p id="a">same words</p><p>x</p><p>y</p><p>z</p><p id="b">same words</p><p>rare</p>');
    const ends = findQuote(body, { quote: 'same words', passage: 'rare' });
    expect(ends?.start.node.parentElement?.id).toBe('b');
  });

  it('finds every line of every passage of a captured page', () => {
    const page = parsePage(
      '<main><h1>T</h1><h2>H<a class="anchor" href="#h">#</a></h2><p>a <b>b</b></p><ul><li>c</li></ul><pre>d\n  e</pre>' +
        '<table><tr><th>f</th><th>g</th></tr><tr><td rowspan="2">h</td><td>i</td></tr><tr><td>j</td></tr></table>' +
        '<p>so <span class="katex"><annotation encoding="application/x-tex">x^2</annotation></span> it is</p></main>',
    );
    for (const passage of capturePage(page, { now: 0 }).passages) {
      expect(findQuote(page.body, { quote: null, passage: passage.text })).not.toBeNull();
      for (const quote of passage.text.split('\n')) {
        expect(findQuote(page.body, { quote, passage: passage.text }), quote).not.toBeNull();
      }
    }
  });
});

describe('comparable', () => {
  it('leaves out white space and everything invisible', () => {
    expect(comparable(' a\n\u200bb\u00ad \u{e0041}c\ufe0f')).toBe('abc');
  });
});
