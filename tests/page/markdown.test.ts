import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../lib/page/blocks/read-blocks.ts';
import { toMarkdown } from '../../lib/page/markdown/to-markdown.ts';
import { parsePage } from './parse-page.ts';

type Row = readonly [behaviour: string, html: string, markdown: string];

function markdownOf(html: string): string {
  return toMarkdown(readBlocks(parsePage(html).body));
}

function check(rows: readonly Row[]): void {
  it.each(rows)('%s', (_behaviour, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });
}

describe('headings and paragraphs', () => {
  check([
    ['keeps the level of a heading', '<h2>Two</h2><h4>Four</h4>', '## Two\n\n#### Four'],
    ['drops the permalink sign of a heading', '<h2>Title<a class="headerlink" href="#title">¶</a></h2>', '## Title'],
    ['drops a permalink without a class', '<h2><a href="#title">#</a> Title</h2>', '## Title'],
    [
      'drops a wiki edit link',
      '<h2>Title<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>',
      '## Title',
    ],
    ['keeps a heading that is a link', '<h3><a href="/a">Title</a></h3>', '### [Title](https://example.org/a)'],
    ['marks no weight in a heading', '<h2><b>Two</b> to 2**3</h2>', '## Two to 2**3'],
    ['joins the blocks inside a heading', '<h2><div>One</div><div>line</div></h2>', '## One line'],
    ['collapses white space within a block', '<p>a \n\t b\u00a0 c</p>', 'a b c'],
    ['keeps text that stands directly in a container', '<div>before<p>in</p>after</div>', 'before\n\nin\n\nafter'],
    ['keeps a line break', '<p>one<br>two</p>', 'one  \ntwo'],
    ['parts paragraphs at two line breaks', '<div>one<br><br>two</div>', 'one\n\ntwo'],
    ['draws a rule between sections', '<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
    ['quotes a blockquote with its blocks', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['keeps terms and definitions apart', '<dl><dt>Term</dt><dd>Meaning</dd></dl>', '**Term**\n\nMeaning'],
    ['keeps closed details', '<details><summary>More</summary><p>inside</p></details>', '**More**\n\ninside'],
  ]);
});

describe('inline content', () => {
  check([
    ['marks bold and italic words', '<p><b>b</b> and <em>i</em></p>', '**b** and *i*'],
    ['moves white space out of the marks', '<p>a<b> b </b>c</p>', 'a **b** c'],
    ['marks bold inside bold once', '<p><b>a <strong>b</strong></b></p>', '**a b**'],
    ['marks nothing where nothing stands', '<p>a<b> </b>b</p>', 'a b'],
    ['strikes deleted words', '<p><del>old</del> new</p>', '~~old~~ new'],
    ['keeps powers and indices', '<p>10<sup>6</sup> H<sub>2</sub>O</p>', '10<sup>6</sup> H<sub>2</sub>O'],
    ['leaves a bracketed reference plain', '<p>so<sup><a href="#note-1">[1]</a></sup></p>', 'so[1]'],
    ['fences inline code', '<p>run <code>npm ci</code></p>', 'run `npm ci`'],
    ['fences code that holds a backtick', '<p><code>a`b</code></p>', '``a`b``'],
    ['escapes a backtick in text', '<p>a ` b</p>', 'a \\` b'],
    ['leaves underscores and stars alone', '<p>snake_case_name 2*3*4</p>', 'snake_case_name 2*3*4'],
  ]);
});

describe('starts of lines', () => {
  check([
    ['escapes a written heading sign', '<p># not a heading</p>', '\\# not a heading'],
    ['escapes a written bullet', '<p>- not an item</p>', '\\- not an item'],
    ['escapes a written number', '<p>1986. A great year</p>', '1986\\. A great year'],
    ['escapes a written quote sign', '<p>&gt; not a quote</p>', '\\> not a quote'],
    ['leaves a hash tag alone', '<p>#tag</p>', '#tag'],
    ['leaves a negative number alone', '<p>-5 degrees</p>', '-5 degrees'],
  ]);
});

describe('links and pictures', () => {
  check([
    ['makes addresses absolute', '<p><a href="../x?y=1">x</a></p>', '[x](https://example.org/x?y=1)'],
    ['drops a script address', '<p><a href="javascript:void(0)">x</a></p>', 'x'],
    ['drops a data address', '<p><a href="data:text/html,hi">x</a></p>', 'x'],
    ['makes a link within the page plain', '<p><a href="#part">x</a></p>', 'x'],
    [
      'makes a full address of this page with a fragment plain',
      '<p><a href="https://example.org/guide/page.html?view=1#b">x</a></p>',
      'x',
    ],
    ['escapes brackets in an address', '<p><a href="/a_(b)">x</a></p>', '[x](https://example.org/a_%28b%29)'],
    ['drops a link without text', '<p>a<a href="/x"></a></p>', 'a'],
    [
      'puts the address of a card on its first words',
      '<a href="/c"><h3>Card</h3><p>text</p></a>',
      '### [Card](https://example.org/c)\n\ntext',
    ],
    [
      'keeps a picture with alternative text',
      '<p><img src="/i.png" alt="A cat"></p>',
      '![A cat](https://example.org/i.png)',
    ],
    [
      'takes the late address of a picture',
      '<p><img src="data:image/gif;base64,R0" data-src="/i.png" alt="A cat"></p>',
      '![A cat](https://example.org/i.png)',
    ],
    ['drops a picture that says nothing', '<p>a <img src="/i.png" alt=""></p>', 'a'],
    ['drops a tracking pixel', '<p>a <img src="/i.png" alt="pixel" width="1" height="1"></p>', 'a'],
    [
      'keeps a picture with a caption',
      '<figure><img src="/i.png"><figcaption>Fig. 1</figcaption></figure>',
      '![](https://example.org/i.png)\n\nFig. 1',
    ],
    [
      'keeps only the words of a picture that is inline data',
      '<p><img src="data:image/png;base64,AA" alt="A cat"></p>',
      'A cat',
    ],
    [
      'says the words of a card once',
      '<ul><li><img src="/i.png" alt="Red mug"><p>Red mug, 12 €</p></li></ul>',
      '- Red mug, 12 €',
    ],
  ]);
});

describe('lists', () => {
  check([
    ['nests lists', '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>', '- a\n  - b\n    1. c\n- d'],
    ['keeps a list of single words', '<ul><li>todo</li><li>done</li></ul>', '- todo\n- done'],
    ['starts where the page starts', '<ol start="5"><li>five</li><li>six</li></ol>', '5. five\n6. six'],
    ['counts down', '<ol reversed><li>b</li><li>a</li></ol>', '2. b\n1. a'],
    ['counts on from a number of its own', '<ol><li>a</li><li value="7">b</li><li>c</li></ol>', '1. a\n7. b\n8. c'],
    ['finds items in wrappers', '<ul><div><li>a</li><li>b</li></div><li>c</li></ul>', '- a\n- b\n- c'],
    ['indents under long numbers', '<ol start="10"><li>a<ul><li>b</li></ul></li></ol>', '10. a\n    - b'],
    [
      'keeps check boxes',
      '<ul><li><input type="checkbox" checked> a</li><li><input type="checkbox"> b</li></ul>',
      '- [x] a\n- [ ] b',
    ],
    [
      'takes a list directly in a list as part of the item before',
      '<ul><li>a</li><ul><li>b</li></ul></ul>',
      '- a\n  - b',
    ],
    ['keeps blocks in an item', '<ul><li><p>a</p><p>b</p></li></ul>', '- a\n\n  b'],
    ['keeps code in an item', '<ol><li>run<pre>x\ny</pre></li></ol>', '1. run\n\n   ```\n   x\n   y\n   ```'],
  ]);
});

describe('tables', () => {
  check([
    [
      'writes a table with a header',
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'leaves the header empty where the page has none',
      '<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>',
      '|  |  |\n| --- | --- |\n| a | 1 |\n| b | 2 |',
    ],
    [
      'repeats a cell that spans columns',
      '<table><tr><th colspan="2">AB</th><th>C</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>',
      '| AB | AB | C |\n| --- | --- | --- |\n| 1 | 2 | 3 |',
    ],
    [
      'repeats a cell that spans rows',
      '<table><tr><th>A</th><th>B</th></tr><tr><td rowspan="2">x</td><td>1</td></tr><tr><td>2</td></tr></table>',
      '| A | B |\n| --- | --- |\n| x | 1 |\n| x | 2 |',
    ],
    [
      'fills a row that is too short',
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1 |  |',
    ],
    [
      'escapes a pipe',
      '<table><tr><th>A</th><th>B</th></tr><tr><td>a|b</td><td>c</td></tr></table>',
      '| A | B |\n| --- | --- |\n| a\\|b | c |',
    ],
    [
      'keeps a list in a cell',
      '<table><tr><th>A</th><th>B</th></tr><tr><td><ul><li>x</li><li>y</li></ul></td><td>c</td></tr></table>',
      '| A | B |\n| --- | --- |\n| x<br>y | c |',
    ],
    [
      'puts the caption before the table',
      '<table><caption>Cap</caption><tr><td>1</td><td>2</td></tr></table>',
      'Cap\n\n|  |  |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'lets the cells of a layout table flow',
      '<table role="presentation"><tr><td><p>left</p></td><td><p>right</p></td></tr></table>',
      'left\n\nright',
    ],
    ['lets a table with one column flow', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', 'a\n\nb'],
    [
      'survives an absurd span',
      '<table><tr><th colspan="1000000">A</th></tr><tr><td rowspan="99999">1</td><td>2</td></tr></table>',
      `|${' A |'.repeat(100)}\n|${' --- |'.repeat(100)}\n| 1 | 2 |${'  |'.repeat(98)}`,
    ],
  ]);
});

describe('code', () => {
  const fence = '```';
  check([
    ['keeps lines and indentation', '<pre>if a:\n    b()\n</pre>', `${fence}\nif a:\n    b()\n${fence}`],
    [
      'takes the language from the code',
      '<pre><code class="language-rust">x</code></pre>',
      `${fence}rust\nx\n${fence}`,
    ],
    ['takes the language from the pre', '<pre class="language-css"><code>x</code></pre>', `${fence}css\nx\n${fence}`],
    [
      'takes the language from the wrapper',
      '<div class="highlight highlight-source-python"><pre>x</pre></div>',
      `${fence}python\nx\n${fence}`,
    ],
    [
      'takes the language beside the highlighter',
      '<pre><code class="hljs language-go">x</code></pre>',
      `${fence}go\nx\n${fence}`,
    ],
    [
      "takes the highlighter's bare language",
      '<pre><code class="hljs typescript">x</code></pre>',
      `${fence}typescript\nx\n${fence}`,
    ],
    [
      'takes no language from a word for none',
      '<pre><code class="language-plaintext">x</code></pre>',
      `${fence}\nx\n${fence}`,
    ],
    ['keeps line breaks made by elements', '<pre>a<br>b</pre>', `${fence}\na\nb\n${fence}`],
    ['keeps lines made of blocks', '<pre><code><div>a</div><div>b</div></code></pre>', `${fence}\na\nb\n${fence}`],
    [
      'drops line numbers',
      '<pre><span class="lineno">1</span>a\n<span class="lineno">2</span>b</pre>',
      `${fence}\na\nb\n${fence}`,
    ],
    [
      'drops the column of line numbers',
      '<table class="rouge-table"><tr><td class="rouge-gutter"><pre>1\n2</pre></td><td class="rouge-code"><pre>a\nb</pre></td></tr></table>',
      `${fence}\na\nb\n${fence}`,
    ],
    ['fences code that holds a fence', '<pre>```\nx\n```</pre>', '````\n```\nx\n```\n````'],
  ]);
});

describe('footnotes', () => {
  const reference = (to: string) => `<sup><a href="#${to}" id="back-${to}">1</a></sup>`;
  check([
    [
      'ties a raised link to the block it leads to and drops the way back',
      `<p>so${reference('n1')}</p><ol><li id="n1">Note. <a href="#back-n1">up</a></li></ol>`,
      'so[^1]\n\n[^1]: Note.',
    ],
    [
      'tells lists of notes apart that begin alike',
      `<p>a${reference('n1')} b${reference('m1')}</p><ol><li id="n1">N</li></ol><ol><li id="m1">M</li></ol>`,
      'a[^1] b[^1-2]\n\n[^1]: N\n\n[^1-2]: M',
    ],
    ['leaves a raised link to nowhere as it is', `<p>so${reference('n1')}</p>`, 'so<sup>1</sup>'],
    [
      'leaves a raised link to another page as it is',
      '<p id="n1">so<sup><a href="/x#n1">1</a></sup></p>',
      'so[1](https://example.org/x#n1)',
    ],
  ]);
});

describe('formulas', () => {
  const mathml =
    '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>';
  check([
    [
      'says a KaTeX formula once',
      `<p>so <span class="katex"><span class="katex-mathml">${mathml}</span><span class="katex-html">x2</span></span>.</p>`,
      'so $x^2$.',
    ],
    [
      'sets a displayed formula apart',
      `<p>so <span class="katex-display"><span class="katex">${mathml}</span></span> then</p>`,
      'so\n\n$$x^2$$\n\nthen',
    ],
    [
      'reads a MathJax script and skips what it drew',
      '<p>so <span class="MathJax_Preview">x</span><span class="MathJax">x2</span><script type="math/tex">x^2</script></p>',
      'so $x^2$',
    ],
    [
      'reads the formula of a wiki',
      '<p><span class="mwe-math-element"><math alttext="{\\displaystyle x^2}"><mi>x</mi></math><img class="mwe-math-fallback-image-inline" alt="{\\displaystyle x^2}"></span></p>',
      '$x^2$',
    ],
    [
      'writes MathML without TeX as TeX',
      '<p><math><mfrac><mrow><mo>−</mo><mi>b</mi></mrow><msqrt><msup><mi>a</mi><mn>2</mn></msup></msqrt></mfrac></math></p>',
      '$\\frac{-b}{\\sqrt{a^2}}$',
    ],
    [
      'writes accents, functions and what stands below',
      '<p><math><mover><mi>x</mi><mo>¯</mo></mover><mo>=</mo><mi>sin</mi><mi>y</mi><munder><mi>lim</mi><mi>n</mi></munder></math></p>',
      '$\\overline{x}=\\sin y\\lim_n$',
    ],
    ['falls back to the letters of MathML', '<p><math><mi>x</mi><mo>+</mo><mi>y</mi></math></p>', '$x+y$'],
  ]);
});

describe('what is not for the reader', () => {
  check([
    ['drops scripts, styles and templates', '<p>a</p><script>x</script><style>y</style><template>z</template>', 'a'],
    [
      'drops what an attribute hides',
      '<p>a</p><p hidden>b</p><p style="display: none">c</p><p style="color:red;visibility:hidden">d</p>',
      'a',
    ],
    ['drops text for screen readers only', '<p>a</p><span class="sr-only">b</span>', 'a'],
    [
      'drops buttons and fields',
      '<p>a</p><button>Buy</button><select><option>1</option></select><textarea>t</textarea>',
      'a',
    ],
    [
      'drops a hidden table cell',
      '<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td hidden>2</td></tr></table>',
      '| A | B |\n| --- | --- |\n| 1 |  |',
    ],
    ['keeps the panels of other tabs', '<div role="tabpanel" hidden><p>other</p></div>', 'other'],
    ['keeps text that only find-in-page shows', '<div hidden="until-found"><p>folded</p></div>', 'folded'],
    [
      'keeps the button that is a heading',
      '<h3><button aria-expanded="false">Question?</button></h3>',
      '### Question?',
    ],
    [
      'keeps the button that unfolds a section',
      '<button aria-expanded="false">Question?</button><p>a</p>',
      'Question?\n\na',
    ],
    ['drops hidden code', '<pre>a<span style="display:none">b</span><button>Copy</button></pre>', '```\na\n```'],
    ['drops a hidden formula', '<p>a <span class="katex" style="display:none">x</span></p>', 'a'],
    [
      'drops a hidden caption',
      '<table><caption hidden>c</caption><tr><th>A</th><th>B</th></tr></table>',
      '| A | B |\n| --- | --- |',
    ],
    ['drops zero-width characters', '<p>a\u200bb\ufeffc\u2060d</p>', 'abcd'],
    ['drops bidirectional controls', '<p>a\u202eb\u2066c\u200f</p>', 'abc'],
    ['drops tag characters', '<p>a\u{e0068}\u{e0069}\u{e007f}b</p>', 'ab'],
    ['drops soft hyphens', '<p>hy\u00adphen</p>', 'hyphen'],
    ['keeps the joiners that Persian is spelled with', '<p>می\u200cخواهم</p>', 'می\u200cخواهم'],
    ['keeps joined emoji', '<p>👩\u200d💻</p>', '👩\u200d💻'],
    ['drops joiners between Latin letters', '<p>pay\u200dload\u200c</p>', 'payload'],
    ['drops bytes hidden in variation selectors', '<p>a\ufe0f\ufe0e\ufe01\ufe02b</p>', 'ab'],
    ['keeps the selector of a pictograph', '<p>\u2764\ufe0f\ufe0e \u845b\ufe00</p>', '\u2764\ufe0f \u845b\ufe00'],
  ]);
});
