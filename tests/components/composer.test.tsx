import { describe, expect, it, vi } from 'vitest';
import { Composer, type ComposerProps } from '../../components/composer.tsx';
import { button, draw, fire, panelActions } from './surface.ts';

vi.mock('../../lib/i18n/index.ts', () => import('./english.ts'));

function composer(change: Partial<ComposerProps> = {}) {
  const props = {
    draft: 'Why?',
    selection: null,
    mentions: [],
    tabs: panelActions(),
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
    onRemoveSelection: vi.fn(),
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

  it('stops in one click', () => {
    const { root, props } = composer({ busy: true });
    fire(button(root, 'Stop'), 'click');
    expect(props.onStop).toHaveBeenCalledOnce();
  });

  it('shows the selection that goes along, and lets it go', () => {
    const { root, props } = composer({ selection: 'some words' });
    expect(root.textContent).toContain('some words');
    fire(button(root, 'Remove selection'), 'click');
    expect(props.onRemoveSelection).toHaveBeenCalledOnce();
  });

  it('leaves Summarize out where it stands elsewhere', () => {
    expect(() => button(composer({ onSummarize: null }).root, 'Summarize')).toThrow();
  });
});
