import { describe, expect, it } from 'vitest';
import { capturePage } from '../../lib/page/capture-page.ts';
import { type CitedText, findQuote } from '../../lib/page/locate.ts';
import { comparable, type Ends } from '../../lib/page/text-index.ts';
import { parsePage } from './parse-page.ts';

/** linkedom has no ranges: the text of every piece. */
function textOf(pieces: readonly Ends[]): string {
  return pieces
    .map(({ start, end }) =>
      start.node.nodeType === 3 ? (start.node as Text).data.slice(start.offset, end.offset) : start.node.textContent,
    )
    .join('');
}

function find(html: string, cited: CitedText): string | null {
  const pieces = findQuote(parsePage(html).body, cited);
  return pieces.length === 0 ? null : textOf(pieces).replace(/\s+/g, ' ').trim();
}

/** The id of the element that the cited words begin in. */
function holder(html: string, cited: CitedText): string | undefined {
  return findQuote(parsePage(html).body, cited)[0]?.start.node.parentElement?.id;
}

describe('findQuote', () => {
  it.each<readonly [behaviour: string, html: string, cited: CitedText, found: string | null]>([
    [
      'finds words across inline elements',
      '<p>one <b>two</b> <i>three</i></p>',
      { quote: 'two three', passage: '' },
      'twothree',
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
      'gives a passage without what the capture left out',
      '<p>alpha</p><button>x</button><nav>menu</nav><p>omega</p>',
      { quote: null, passage: 'alpha\nomega' },
      'alphaomega',
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

  it.each<readonly [behaviour: string, html: string, cited: CitedText, id: string]>([
    [
      'takes, of equal quotes, the one in the passage',
      '<p id="a">same words</p><p>between</p><p id="b">Here: same words</p>',
      { quote: 'same words', passage: 'between\nHere: same words' },
      'b',
    ],
    [
      'takes, of equal quotes outside the passage, the nearest',
      '<p id="a">same words</p><p>x</p><p>y</p><p>z</p><p id="b">same words</p><p>rare</p>',
      { quote: 'same words', passage: 'rare' },
      'b',
    ],
    [
      'tells equal quotes in a passage that is not there in one piece by the words beside them',
      '<p>First</p><button>x</button><p id="a">More</p><p>Second</p><button>x</button><p id="b">More</p><p>Third</p>',
      { quote: 'More', passage: 'Second\nMore\nThird\nFourth' },
      'b',
    ],
    [
      'takes a common line where its turn in the passage is',
      '<p>One</p><p>Buy</p><p>Two</p><button>x</button><p>in stock</p><p id="b">Buy</p><p>Three</p><p>Buy</p>',
      { quote: 'Buy', passage: 'Two\nBuy' },
      'b',
    ],
    [
      'takes, of two places of the rarest line, the one with the other lines',
      '<p>Mill</p><p>1871</p><button>x</button><p>Bridge</p><p>1902</p><p>Mill</p><p>x</p><p id="b">1902</p><p>Arches</p>',
      { quote: '1902', passage: 'Mill\n1902\nArches' },
      'b',
    ],
  ])('%s', (_behaviour, html, cited, id) => {
    expect(holder(html, cited)).toBe(id);
  });

  it('paints nothing between two lines of a quote but the lines', () => {
    const html = '<ul><li>alpha</li></ul><button>x</button><nav>menu</nav><p>omega</p>';
    expect(find(html, { quote: 'alpha\nomega', passage: 'alpha\nomega' })).toBe('alphaomega');
  });

  it('finds the lines of a quote in their order though the first stands elsewhere too', () => {
    const html =
      '<p>omega</p><p>alpha</p><button>x</button><p>beta</p><nav>x</nav><p id="b">alpha</p><p>menu</p><p>omega</p>';
    expect(find(html, { quote: 'alpha\nomega', passage: '' })).toBe('alphaomega');
  });

  it('finds no quote of which a line is gone', () => {
    expect(find('<p>alpha</p><p>omega</p>', { quote: 'alpha\nbeta\nomega', passage: '' })).toBeNull();
  });

  it('finds every line of every passage of a captured page', () => {
    const page = parsePage(
      '<main><h1>T</h1><h2>H<a class="anchor" href="#h">#</a></h2><p>a <b>b</b></p><ul><li>c</li></ul><pre>d\n  e</pre>' +
        '<table><tr><th>f</th><th>g</th></tr><tr><td rowspan="2">h</td><td>i</td></tr><tr><td>j</td></tr></table>' +
        '<p>so <span class="katex"><annotation encoding="application/x-tex">x^2</annotation></span> it is</p></main>',
    );
    for (const passage of capturePage(page, { now: 0 }).passages) {
      expect(findQuote(page.body, { quote: null, passage: passage.text })).not.toEqual([]);
      for (const quote of passage.text.split('\n')) {
        expect(findQuote(page.body, { quote, passage: passage.text }), quote).not.toEqual([]);
      }
    }
  });
});

describe('comparable', () => {
  it('leaves out white space and everything invisible', () => {
    expect(comparable(' a\n\u200bb\u00ad \u{e0041}c\ufe0f')).toBe('abc');
  });
});
