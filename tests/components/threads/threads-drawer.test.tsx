import { expect, it, vi } from 'vitest';
import { ThreadsDrawer } from '../../../components/threads/threads-drawer.tsx';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const UNDO = { key: 'z', ctrlKey: true, metaKey: false, shiftKey: false, altKey: false };

function drawer(deleted = false) {
  // The document of these tests has no such dialogs.
  Object.assign(Object.getPrototypeOf(document.createElement('dialog')), { showModal() {} });
  const actions = { openThreads: () => new Promise<never>(() => {}), putBackThread: vi.fn(), forgetThread: vi.fn() };
  const { root } = draw(<ThreadsDrawer site="example.com" deleted={deleted} actions={actions} onClose={() => {}} />);
  const search = root.querySelector('input') as HTMLInputElement;
  const typed = (words: string) => {
    search.value = words;
    fire(search, 'input');
  };
  /** As it comes up from wherever the keyboard is. */
  const press = (key: object) => fire(root.querySelector('dialog') as Element, 'keydown', key);
  return { root, search, typed, press, actions };
}

it('Escape clears the words that are looked for, and not while an input method is at work', () => {
  const { search, typed } = drawer();
  typed('はち');
  expect(fire(search, 'keydown', { key: 'Escape', isComposing: true }).defaultPrevented).toBe(false);
  expect(search.value).toBe('はち');
  expect(fire(search, 'keydown', { key: 'Escape' }).defaultPrevented).toBe(true);
  expect(search.value).toBe('');
});

it('the arrows go through the threads, and not while an input method is at work', () => {
  const { root, search, press } = drawer();
  const focus = vi.fn();
  const row = document.createElement('button');
  Object.assign(row, { focus }).setAttribute('data-thread', 'thread_1');
  root.querySelector('dialog')?.append(row);
  Object.defineProperty(document, 'activeElement', { configurable: true, get: () => search });
  press({ key: 'ArrowDown', isComposing: true });
  expect(focus).not.toHaveBeenCalled();
  press({ key: 'ArrowDown' });
  expect(focus).toHaveBeenCalledOnce();
});

it('a deleted thread is put back by the key that undoes, unless that is for words', () => {
  const { typed, press, actions } = drawer(true);
  typed('bees');
  press(UNDO);
  expect(actions.putBackThread).not.toHaveBeenCalled();
  typed('');
  press(UNDO);
  expect(actions.putBackThread).toHaveBeenCalledOnce();
});

it('without a deleted thread that key is left alone', () => {
  const { press, actions } = drawer();
  expect(press(UNDO).defaultPrevented).toBe(false);
  expect(actions.putBackThread).not.toHaveBeenCalled();
});
