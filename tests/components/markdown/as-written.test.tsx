import { describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../../components/markdown/markdown.tsx';
import { plainText } from '../../../components/markdown/plain-text.ts';
import { draw } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const actions = { openLink: vi.fn<(url: string) => void>(), showCitation: vi.fn<() => void>() };

function markdown(text: string, ended = true): HTMLElement {
  const { root } = draw(<Markdown text={text} ended={ended} citations={[]} actions={actions} />);
  const found = root.querySelector<HTMLElement>('.markdown');
  if (found === null) throw new Error('Nothing was drawn.');
  return found;
}

const drawn = (text: string, ended = true) => markdown(text, ended).innerHTML;
const inParagraph = (text: string, ended = true) => markdown(text, ended).querySelector('p, td')?.innerHTML;

describe('emphasis in languages that set no spaces', () => {
  it.each([
    ['这是**重点：**内容', '这是<strong>重点：</strong>内容'],
    ['**中文（说明）**后面', '<strong>中文（说明）</strong>后面'],
    ['他说**“你好”**然后', '他说<strong>“你好”</strong>然后'],
    ['**「テスト」**です', '<strong>「テスト」</strong>です'],
    ['これは*「強調」*です', 'これは<em>「強調」</em>です'],
    ['**한국어(설명)**은', '<strong>한국어(설명)</strong>은'],
    ['用**`npm install`**安装', '用<strong><code dir="ltr">npm install</code></strong>安装'],
    ['见**[链接](https://e.org/)**。', '链接'],
    ['**重点：*很*重要。**然后**再**说', '<strong>重点：<em>很</em>重要。</strong>然后<strong>再</strong>说'],
  ])('%s', (text, html) => {
    expect(inParagraph(text)).toContain(html);
    expect(markdown(text).textContent).not.toContain('*');
  });

  it.each(['a * b * c', '2**3**4 ** 5', '这是 ** 两个星 ** 号', '`这是**重点：**内容`', '价格\\*\\*（重点）\\*\\*后'])(
    'leaves its asterisks to %s',
    (text) => {
      expect(markdown(text).textContent).toContain('*');
    },
  );

  it('is bold while it grows, too', () => {
    expect(inParagraph('这是**重点：', false)).toBe('这是<strong>重点：</strong>');
  });

  it('takes no longer for many of them than for as many in English', () => {
    const time = (text: string) => {
      const start = performance.now();
      plainText(text);
      return performance.now() - start;
    };
    time('warm **up** now '.repeat(100));
    expect(time('这是**重点：**内容'.repeat(1500))).toBeLessThan(20 * time('here **it** goes '.repeat(1500)) + 100);
  });
});

describe('one tilde', () => {
  it('is about and up to, and strikes nothing out', () => {
    expect(inParagraph('需要3~5天，大约10~20元')).toBe('需要3~5天，大约10~20元');
    expect(inParagraph('H~2~O, and ~~gone~~')).toBe('H~2~O, and <del>gone</del>');
  });
});

describe('HTML that models write for want of a sign', () => {
  it('breaks lines, also in a cell', () => {
    expect(inParagraph('one<br>two<br/>three<BR />four')).toBe('one<br>two<br>three<br>four');
    expect(markdown('| a |\n|---|\n| one<br>two |').querySelector('td')?.innerHTML).toBe('one<br>two');
    expect(drawn('one\n\n<br>\n\ntwo')).not.toContain('&lt;');
  });

  it('raises, lowers and marks', () => {
    expect(inParagraph('H<sub>2</sub>O, x<sup>**2**</sup>, <kbd>Ctrl</kbd>+<kbd>C</kbd>, <b>a <i>b</i></b>')).toBe(
      'H<sub>2</sub>O, x<sup><strong>2</strong></sup>, <kbd>Ctrl</kbd>+<kbd>C</kbd>, <b>a <i>b</i></b>',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    'a <img src=x onerror=alert(1)> b',
    'a <b onclick="x()">b</b> c',
    'a <sub>never ends',
    'never began</sub>',
    '`<br>`',
    'a <a href="https://e.org">b</a>',
  ])('is shown as written in %s', (text) => {
    expect(markdown(text).textContent).toContain(text.replaceAll('`', ''));
  });

  it('does not flash up while it comes', () => {
    expect(inParagraph('H<su', false)).toBe('H');
    expect(inParagraph('H<sub>2', false)).toBe('H<sub>2</sub>');
    expect(inParagraph('H<sub>2</su', false)).toBe('H<sub>2</sub>');
    expect(inParagraph('one<b', false)).toBe('one');
    expect(inParagraph('1 < 2', false)).toBe('1 &lt; 2');
  });

  it('is gone from plain text, and a cell stays on its line', () => {
    expect(plainText('H<sub>2</sub>O<br>next')).toBe('H2O\nnext');
    expect(plainText('| a | b |\n|---|---|\n| one<br>two | 3 |')).toBe('a\tb\none two\t3');
  });
});

describe('what holds words of its own direction', () => {
  const direction = (text: string, what: string) => markdown(text).querySelector(what)?.getAttribute('dir') ?? null;

  it.each([
    ['a table', '| שם | value |\n|---|---|\n| אחד | 1 |', '.table-box'],
    ['a quote', '> ציטוט ארוך', 'blockquote'],
    ['an item between blank lines', '- ראשון\n\n- שני', 'li'],
    ['a task', '- [x] בוצע', 'li'],
    ['an item that begins with code', '- `npm` מתקין', 'li'],
  ])('%s in Hebrew begins at the right', (_name, text, what) => {
    expect(direction(text, what)).toBe('rtl');
  });

  it('begins at the left in English, also where all else begins at the right', () => {
    expect(direction('| name | value |\n|---|---|\n| one | 1 |', '.table-box')).toBe('ltr');
    expect(direction('> quoted', 'blockquote')).toBe('ltr');
    expect(direction('- one\n\n- two', 'li')).toBe('ltr');
  });

  it('goes with what is around it where it has no letter', () => {
    expect(direction('- 1,000\n\n- 2,000', 'li')).toBeNull();
    expect(direction('- 1,000\n\n- 2,000', 'li p')).toBeNull();
    expect(direction('- 1,000\n- אלפיים', 'li')).toBe('rtl');
    expect(direction('One', 'p')).toBe('auto');
  });
});

describe('a task', () => {
  it.each([
    ['in a tight list', '- [x] done\n- [ ] open'],
    ['between blank lines', '- [x] done\n\n- [ ] open'],
  ])('stands on the line of its words %s', (_name, text) => {
    const boxes = [...markdown(text).querySelectorAll('.task')];
    expect(boxes.map((box) => [box.getAttribute('aria-label'), box.nextSibling?.textContent])).toEqual([
      ['Done', 'done'],
      ['To do', 'open'],
    ]);
  });
});

describe('a picture', () => {
  it('without words says where it would come from', () => {
    expect(inParagraph('![](https://images.example/pixel.gif)')).toContain('images.example');
  });
});
