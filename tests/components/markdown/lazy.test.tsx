import { describe, expect, it, vi } from 'vitest';
import { Markdown } from '../../../components/markdown/markdown.tsx';
import { button, draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const actions = { openLink: vi.fn(), showCitation: vi.fn() };

function answer(text: string, ended = true) {
  return <Markdown text={text} ended={ended} citations={[]} actions={actions} />;
}

const CODE = '```ts\nconst answer: number = 42; // why <b>\n```';

describe('code', () => {
  it('is coloured, and stays the same text', async () => {
    const { root } = draw(answer(CODE));
    await expect.poll(() => root.querySelector('.hljs-keyword')?.textContent).toBe('const');
    expect(root.querySelector('code')?.textContent).toBe('const answer: number = 42; // why <b>');
    expect(root.querySelectorAll('b')).toHaveLength(0);
  });

  it('is coloured once more may not come', async () => {
    const { root, redraw } = draw(answer(CODE.slice(0, 40), false));
    await import('../../../components/markdown/highlight.ts');
    expect(root.querySelector('pre span')).toBeNull();
    redraw(answer(`${CODE}\n\nSo it is`, false));
    await expect.poll(() => root.querySelector('.hljs-keyword')?.textContent).toBe('const');
  });

  it.each([
    ['of no language', '```\nconst a = 1;\n```'],
    ['of a language nobody knows', '```klingon\nconst a = 1;\n```'],
    ['of more characters than anybody reads', `\`\`\`js\n${'let a = 1;\n'.repeat(3000)}\`\`\``],
  ])('%s stays plain', async (_name, text) => {
    const { root } = draw(answer(text));
    await import('../../../components/markdown/highlight.ts');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(root.querySelector('code')?.textContent).toContain('a = 1;');
    expect(root.querySelector('pre span')).toBeNull();
  });
});

describe('a formula', () => {
  it('is TeX until it is set, and mathematics then', async () => {
    const { root } = draw(answer('Area $\\pi r^2$ of it'));
    expect(root.textContent).toBe('Area \\pi r^2 of it');
    await expect.poll(() => root.querySelector('math msup')).not.toBeNull();
    expect(root.querySelector('math annotation')?.textContent).toBe('\\pi r^2');
  });

  it('stays TeX where it cannot be understood', async () => {
    const { root } = draw(answer('so $\\frac{1$ it is'));
    await import('../../../components/markdown/set-formula.ts');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(root.querySelector('.tex')?.textContent).toBe('\\frac{1');
  });

  it.each([
    ['a link', '\\href{https://evil.example/}{x}'],
    ['a script link', '\\href{javascript:alert(1)}{x}'],
    ['a picture', '\\includegraphics{https://evil.example/leak.png}'],
    ['a style', '\\style{position:fixed; inset:0; background:url(https://evil.example/)}{x}'],
    ['a class', '\\class{icon-button}{x}'],
    ['an id', '\\id{draft}{x}'],
    ['data', '\\data{action=send}{x}'],
  ])('makes nothing live out of %s', async (_name, tex) => {
    const { root } = draw(answer(`$$${tex}$$`));
    await import('../../../components/markdown/set-formula.ts');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(
      root.querySelectorAll('a, img, [style*=url], [style*=fixed], .icon-button, [id], [data-action], [href], [src]'),
    ).toHaveLength(0);
  });

  it('is not set while it grows', async () => {
    const { root, redraw } = draw(answer('so\n\n$$\nx^2', false));
    await import('../../../components/markdown/set-formula.ts');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(root.querySelector('math')).toBeNull();
    expect(root.querySelector('.tex')?.textContent).toBe('x^2');
    redraw(answer('so\n\n$$\nx^2\n$$\n\nholds', false));
    await expect.poll(() => root.querySelector('math[display=block]')).not.toBeNull();
  });
});

describe('a footnote', () => {
  it('is led to from its mark, and back', () => {
    const { root } = draw(answer('So it is.[^a] And so.[^b]\n\n[^a]: Because **of** it.\n[^b]: https://example.org/'));
    const note = root.querySelector<HTMLElement>('[data-footnote=a]');
    expect(note?.textContent).toBe('a Because of it.');
    expect(root.querySelectorAll('.footnote')).toHaveLength(2);
    const focused: Element[] = [];
    for (const element of root.querySelectorAll<HTMLElement>('*'))
      Object.assign(element, { focus: () => focused.push(element), scrollIntoView: () => {} });
    fire(button(root, 'Footnote a'), 'click');
    fire(button(root, 'Back to where footnote a stands'), 'click');
    expect(focused).toEqual([note, button(root, 'Footnote a')]);
  });
});
