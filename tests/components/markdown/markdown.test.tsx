import { describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../../components/markdown/markdown.tsx';
import type { Citation } from '../../../lib/assistants/objects.ts';
import { button, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const actions = { openLink: vi.fn<(url: string) => void>(), showCitation: vi.fn<(citation: Citation) => void>() };

/** Citations for the markers of a text, one after the other: a quote for each that is verified, null for one that is not. */
function cited(text: string, ...quotes: readonly (string | null)[]): Citation[] {
  const places = [...text.matchAll(/【[^】]*】/g)].flatMap((group) =>
    [...group[0].matchAll(/\d+/g)].map(([number]) => ({
      marker: Number(number),
      start_index: group.index,
    })),
  );
  return places.flatMap(({ marker, start_index }, index) => {
    const quote = quotes[index] ?? null;
    return quote === null ? [] : [{ marker, start_index, file_id: 'file-1', passage: marker, quote }];
  });
}

function answer(text: string, ended = true, citations: readonly Citation[] = []) {
  return <Markdown text={text} ended={ended} citations={citations} actions={actions} />;
}

/** What the sheet draws from attributes, put into the text. */
function numerals(root: Element): string[] {
  return [...root.querySelectorAll('.citation')].map(
    (one) => `${one.getAttribute('data-number')}${one.getAttribute('data-citation')?.charAt(0) ?? ''}`,
  );
}

const SAMPLE = `# Ice

The **deep** current, see [the study](https://example.org/a?b=1&amp;c=2 "why") or https://example.com/long/path.html and \`x\`.【4】

- one 【4, 9】
- two
  1. nested *word*

| a | b |
|:--|--:|
| 1 | [cell](https://example.net/) |

![chart](https://images.example/x.png) [click](javascript:alert(1)) <img src=x onerror=alert(1)>

\`\`\`js
const link = '[a](https://code.example/)【4】';
\`\`\`

- [x] done
- [ ] open

> quoted [ref][1]

[1]: https://reference.example/path
`;

describe('an answer', () => {
  it('is drawn with the elements its Markdown means', () => {
    const { root } = draw(answer(SAMPLE));
    for (const selector of [
      'h2',
      'strong',
      'em',
      'ul ol li',
      'table th',
      'td[data-align=right]',
      'pre code',
      'blockquote',
    ]) {
      expect(root.querySelector(selector), selector).not.toBeNull();
    }
    expect([...root.querySelectorAll('a')].map((one) => one.getAttribute('href'))).toEqual([
      'https://example.org/a?b=1&c=2',
      'https://example.com/long/path.html',
      'https://example.net/',
      'https://reference.example/path',
    ]);
  });

  it.each([
    ['a script link', '[x](javascript:alert(1))'],
    ['a script link behind numeric references', '[x](&#106;avascript:alert(1))'],
    ['a script link behind named references', '[x](javascript&colon;alert(1))'],
    ['a script link with a line feed', '[x](<java\nscript:alert(1)>)'],
    ['a data link', '[x](data:text/html,<script>alert(1)</script>)'],
    ['a file link', '[x](file:///etc/passwd)'],
    ['a link into the extension', '[x](chrome-extension://abc/options.html)'],
    ['a relative link', '[x](/options.html)'],
    ['an image', '![x](https://evil.example/leak.png)'],
    ['an image by reference', '![x][r]\n\n[r]: https://evil.example/leak.png'],
    ['an image in a link', '[![x](https://evil.example/leak.png)](javascript:alert(1))'],
    ['an HTML image', '<img src="https://evil.example/leak.png">'],
    ['an HTML block', '<div><iframe src="https://evil.example"></iframe></div>'],
    ['a style block', '<style>@import "https://evil.example"</style>'],
    ['a meta refresh', '<meta http-equiv="refresh" content="0;url=https://evil.example">'],
    ['a form', '<form action="https://evil.example"><input name=a></form>'],
    ['an SVG', '<svg onload=alert(1)><a href="javascript:alert(1)">x</a></svg>'],
    ['a comment', '<!-- <script>alert(1)</script> -->'],
  ])('makes nothing live out of %s', (_name, text) => {
    const { root } = draw(answer(text));
    expect(
      root.querySelectorAll('a, img, iframe, style, script, meta, form, input, svg:not(.icon), link, object'),
    ).toHaveLength(0);
    expect(root.textContent).toContain(text.includes('<') && !text.includes('[') ? '<' : 'x');
  });

  it('opens a link only by a person’s own click, and names the whole address', () => {
    const { root } = draw(answer('[here](https://example.org/a)'));
    const link = root.querySelector('a') as Element;
    expect(link.getAttribute('title')).toBe('Opens https://example.org/a');
    expect(fire(link, 'click', { isTrusted: false }).defaultPrevented).toBe(true);
    expect(actions.openLink).not.toHaveBeenCalled();
  });

  it('says where a link leads whose words name another host', () => {
    expect(draw(answer('[www.bank.example](https://evil.example/)')).root.textContent).toContain('(evil.example)');
    expect(draw(answer('[bank.example/a](https://www.bank.example/a)')).root.textContent).not.toContain('(');
  });

  it('shows HTML, entities and images as text', () => {
    const { root } = draw(answer('a &amp; b &lt;i&gt; <q>c</q> ![flow](https://x.example/y.png)'));
    expect(root.textContent).toBe('a & b <i> <q>c</q> Image: flow');
  });
});

describe('an answer that is still coming in', () => {
  it('never shows a link or a picture that the whole answer does not have', () => {
    const final = new Set([...draw(answer(SAMPLE)).root.querySelectorAll('a')].map((one) => one.getAttribute('href')));
    for (let end = 1; end < SAMPLE.length; end += 1) {
      const { root } = draw(answer(SAMPLE.slice(0, end), false));
      for (const link of root.querySelectorAll('a')) expect(final).toContain(link.getAttribute('href'));
      expect(root.querySelectorAll('img, script, iframe, input')).toHaveLength(0);
    }
  });

  it('never shows half a citation, an address or bare markup', () => {
    for (let end = 1; end < SAMPLE.length; end += 1) {
      const { root } = draw(answer(SAMPLE.slice(0, end), false));
      for (const element of root.querySelectorAll('pre, code')) element.remove();
      const text = root.textContent ?? '';
      expect(text).not.toMatch(/【/);
      expect(text).not.toMatch(/\]\(https/);
      expect(text).not.toMatch(/\*\*|^#|^\||\n\|/);
    }
  });

  it('leaves settled blocks alone', () => {
    const { root, redraw } = draw(answer('First **block**.【4】\n\nSecond', false));
    const first = root.querySelector('p') as Element;
    const [text, strong, mark] = first.childNodes;
    for (const more of [' block', ' block.\n\n- a', ' block.\n\n- a\n- b【9】\n\nEnd']) {
      redraw(answer(`First **block**.【4】\n\nSecond${more}`, false));
      expect(root.querySelector('p')).toBe(first);
      expect([...first.childNodes].slice(0, 3)).toEqual([text, strong, mark]);
    }
  });

  it('starts over when the text is another one', () => {
    const { root, redraw } = draw(answer('One.\n\nTwo.\n\nThree.', false));
    redraw(answer('Other.', false));
    expect(root.textContent).toBe('Other.');
  });
});

describe('citations', () => {
  const verified = (text: string, ...quotes: readonly (string | null)[]) => answer(text, true, cited(text, ...quotes));

  it('count from 1 in the order in which passages first appear', () => {
    const { root } = draw(
      verified('a【12】 b【3】\n\n> c【12, 14】\n\nd【14†lines】', 'one', 'two', 'three', 'four', 'five'),
    );
    expect(numerals(root)).toEqual(['1', '2', '1', '3', '3']);
  });

  it('lead to the page, with the quoted words in their name', () => {
    const { root } = draw(verified('a【12】', 'the exact words'));
    const numeral = button(root, 'Citation 1: the exact words');
    expect(numeral.getAttribute('title')).toBe('the exact words');
    fire(numeral, 'click');
    expect(actions.showCitation).toHaveBeenCalledWith(
      expect.objectContaining({ marker: 12, quote: 'the exact words' }),
    );
  });

  it('name the page where the answer was made from several', () => {
    const text = 'a【1】 b【2】';
    const page = (file_id: string, title: string) => ({
      file_id,
      title,
      passages: null,
      of: 1,
      tokens: 10,
      first_marker: 1,
    });
    const several = [page('file-1', 'Mills'), page('file-2', 'Bridges')];
    const [first, second] = cited(text, 'one', 'two');
    const citations = [first, { ...second, file_id: 'file-2', quote: null }] as Citation[];
    const names = (read: typeof several) =>
      [
        ...draw(
          <Markdown text={text} ended citations={citations} read={read} actions={actions} />,
        ).root.querySelectorAll('button'),
      ].map((one) => [one.getAttribute('aria-label'), one.getAttribute('title')?.split('\n')[0]]);
    expect(names(several)).toEqual([
      ['Citation 1, page Mills: one', 'Mills'],
      ['Citation 2, page Bridges', 'Bridges'],
    ]);
    expect(names(several.slice(0, 1))[0]).toEqual(['Citation 1: one', 'one']);
  });

  it('name the time at which words are said in a video', () => {
    const text = 'a【1】 b【2】';
    const [first, second] = cited(text, 'one', 'two');
    const citations = [
      { ...first, time: 3723.8 },
      { ...second, time: 5, quote: null },
    ] as Citation[];
    const { root } = draw(answer(text, true, citations));
    expect([...root.querySelectorAll('button')].map((one) => [one.getAttribute('aria-label'), one.title])).toEqual([
      ['Citation 1, at 1:02:03: one', '1:02:03\none'],
      ['Citation 2, at 0:05', '0:05\nGo to this time in the video'],
    ]);
  });

  it('stand for each passage of a range, in digits of any width', () => {
    expect(numerals(draw(answer('a【2-4】 b【２，７】', false)).root)).toEqual(['1p', '2p', '3p', '1p', '4p']);
  });

  it('say beside them that words are not on the page', () => {
    const { root } = draw(answer('a “never said”【1】'));
    expect(root.querySelector('[data-citation]')?.getAttribute('data-note')).toBe('not on the page');
    expect(root.textContent).toBe('a “never said”');
  });

  it('are pending while the answer comes in, and unverified if nothing was found by its end', () => {
    const text = 'a【1】 b【2】';
    expect(numerals(draw(answer(text, false, cited(text, 'one'))).root)).toEqual(['1', '2p']);
    const { root } = draw(verified(text, 'one'));
    expect(numerals(root)).toEqual(['1', '2u']);
    expect(root.querySelector('[data-citation]')?.getAttribute('title')).toMatch(/not found on the page/);
  });

  it('of one passage are verified each for itself', () => {
    const { root } = draw(verified('- a【7】\n- **b【7】**\n\nc【7】', 'one', null, 'three'));
    expect(numerals(root)).toEqual(['1', '1u', '1']);
    expect([...root.querySelectorAll('button.citation')].map((one) => one.getAttribute('title'))).toEqual([
      'one',
      'three',
    ]);
  });

  it('stay text inside code, and leave the words of the answer as they are', () => {
    const { root } = draw(verified('`b【1】` a【1】\n\n```\nc【1】\n```\n\nd【1】', null, 'two', null, 'four'));
    expect(numerals(root)).toEqual(['1', '1']);
    expect(root.querySelector('p')?.textContent).toBe('b【1】 a');
    expect(root.querySelector('pre')?.textContent).toBe('c【1】');
  });

  it('keep their place in a text that came in pieces', () => {
    const text = 'One【1】.\n\nTwo【1】.\n\nThree【1】.';
    const { root, redraw } = draw(answer(text.slice(0, 12), false));
    redraw(answer(text.slice(0, 25), false));
    redraw(answer(text, true, cited(text, null, 'two', null)));
    expect(numerals(root)).toEqual(['1u', '1', '1u']);
  });
});
