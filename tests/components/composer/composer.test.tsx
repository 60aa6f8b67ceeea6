import { describe, expect, it, vi } from 'vitest';
import { Composer, type ComposerProps } from '../../../components/composer/composer.tsx';
import { eventually } from '../../support/eventually.ts';
import { button, draw, fire, panelActions } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

function composer(change: Partial<ComposerProps> = {}) {
  const props = {
    draft: 'Why?',
    recalling: false,
    words: panelActions(),
    quotes_only: false,
    selection: null,
    mentions: [],
    along: { page: null, files: [], preview: null },
    give: panelActions(),
    link: null,
    pictures: [],
    sight: 'none' as const,
    show: panelActions(),
    focus_request: 0,
    busy: false,
    can_summarize: true,
    answering_with: 'On this device',
    onSummarize: vi.fn(),
    onChange: vi.fn(),
    onSend: vi.fn(),
    onStop: vi.fn(),
    ...change,
  };
  const { root } = draw(<Composer {...props} />);
  return { root, props, textbox: root.querySelector('textarea') as HTMLTextAreaElement };
}

describe('the composer', () => {
  it.each([
    ['Enter', { key: 'Enter' }, 1],
    ['Shift+Enter, which starts a new line', { key: 'Enter', shiftKey: true }, 0],
    ['Enter that ends a composition', { key: 'Enter', isComposing: true }, 0],
    ['Enter that a browser reports as key 229', { key: 'Enter', keyCode: 229 }, 0],
    ['another key', { key: 'a' }, 0],
  ])('on %s sends %#', (_name, key, times) => {
    const { textbox, props } = composer();
    const event = fire(textbox, 'keydown', key);
    expect(props.onSend).toHaveBeenCalledTimes(times);
    expect(event.defaultPrevented).toBe(times === 1);
  });

  it.each([
    ['an empty draft', { draft: ' \n ' }],
    ['a run under way', { busy: true }],
  ])('does not send %s', (_name, change) => {
    const { root, textbox, props } = composer(change);
    fire(textbox, 'keydown', { key: 'Enter' });
    expect(props.onSend).not.toHaveBeenCalled();
    expect(button(root, 'Send').disabled).toBe(true);
  });

  it('sends words that came in the same moment as the Enter behind them, before they are drawn', () => {
    const { textbox, props } = composer({ draft: '' });
    textbox.value = 'Pasted words';
    fire(textbox, 'keydown', { key: 'Enter' });
    expect(props.onSend).toHaveBeenCalledOnce();
  });

  it('stops in one click', () => {
    const { root, props } = composer({ busy: true });
    fire(button(root, 'Stop'), 'click');
    expect(props.onStop).toHaveBeenCalledOnce();
  });

  it('shows the selection that goes along, and lets it go', async () => {
    const { root, props } = composer({ selection: 'some words' });
    await eventually(() => expect(root.textContent).toContain('some words'));
    fire(button(root, 'Remove selection'), 'click');
    expect(props.give.removeSelection).toHaveBeenCalledOnce();
  });

  it('lays out no more of a very long question behind the text box than fills it', () => {
    const { root, textbox } = composer({ draft: 'a'.repeat(50_000) });
    expect(textbox.value).toHaveLength(50_000);
    expect(root.querySelector('.grow')?.getAttribute('data-text')).toHaveLength(10_000);
  });

  it('leaves Summarize out where it stands elsewhere', () => {
    expect(() => button(composer({ onSummarize: null }).root, 'Summarize')).toThrow();
  });
});

describe('earlier questions', () => {
  const at = (draft: string, caret: number, change: Partial<ComposerProps> = {}) => {
    const drawn = composer({ draft, ...change });
    Object.assign(drawn.textbox, { selectionStart: caret, selectionEnd: caret });
    const press = (key: string, properties: object = {}) => fire(drawn.textbox, 'keydown', { key, ...properties });
    return { ...drawn, press, words: drawn.props.words as ReturnType<typeof panelActions> };
  };

  it.each([
    ['an empty composer', '', 0],
    ['the very start of a draft', 'Why?', 0],
  ])('come by ArrowUp in %s', (_where, draft, caret) => {
    const { press, words } = at(draft, caret);
    expect(press('ArrowUp').defaultPrevented).toBe(true);
    expect(words.recall).toHaveBeenCalledExactlyOnceWith(1);
  });

  it.each([
    ['inside the draft', 'Why?', 2, {}],
    ['while an input method is at work', '', 0, { isComposing: true }],
    ['that a browser reports as key 229', '', 0, { keyCode: 229 }],
    ['with Shift, which marks words', '', 0, { shiftKey: true }],
  ])('do not come by ArrowUp %s', (_where, draft, caret, properties) => {
    const { press, words } = at(draft, caret);
    expect(press('ArrowUp', properties).defaultPrevented).toBe(false);
    expect(words.recall).not.toHaveBeenCalled();
  });

  it('are gone through by both arrows while one is shown, and left by Escape', () => {
    const { press, words } = at('How?', 4, { recalling: true });
    press('ArrowUp');
    press('ArrowDown');
    expect(words.recall.mock.calls).toEqual([[1], [-1]]);
    press('Escape');
    expect(words.leaveRecalled).toHaveBeenCalledOnce();
  });

  it('leave ArrowDown and Escape alone otherwise', () => {
    const { press } = at('', 0);
    expect([press('ArrowDown').defaultPrevented, press('Escape').defaultPrevented]).toEqual([false, false]);
  });
});
