import { expect, it, vi } from 'vitest';
import { ThreadRename } from '../../../components/threads/thread-rename.tsx';
import { draw, fire } from '../surface.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

function renaming() {
  // The document of these tests selects nothing.
  Object.assign(Object.getPrototypeOf(document.createElement('input')), { select() {} });
  const onEnd = vi.fn();
  const { root } = draw(<ThreadRename title="Scouts" onEnd={onEnd} />);
  const field = root.querySelector('input') as HTMLInputElement;
  return { onEnd, field };
}

it('says what Enter does in the empty field', () => {
  expect(renaming().field.getAttribute('placeholder')).toBe('Enter proposes a title');
});

it.each([
  ['Enter', 'keydown', 'Enter', 'Bees', 'Bees'],
  ['Enter in the empty field', 'keydown', 'Enter', '', ''],
  ['leaving it', 'blur', '', 'Bees', 'Bees'],
  ['leaving it empty', 'blur', '', ' ', null],
  ['Escape', 'keydown', 'Escape', 'Bees', null],
])('ends by %s', (_how, type, key, words, title) => {
  const { onEnd, field } = renaming();
  field.value = words;
  fire(field, type, { key });
  expect(onEnd).toHaveBeenCalledExactlyOnceWith(title);
});
