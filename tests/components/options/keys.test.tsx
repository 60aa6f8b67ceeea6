import { describe, expect, it, vi } from 'vitest';
import { UnlockForm } from '../../../components/notices/unlock-form.tsx';
import { KeysChoice } from '../../../components/options/privacy/keys-choice.tsx';
import type { AppError } from '../../../lib/errors.ts';
import type { KeysState } from '../../../lib/protocol.ts';
import { button, buttonNames, draw, fire } from '../surface.ts';
import { keysActions } from './keys-actions.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function choice(first?: KeysState) {
  const actions = keysActions(first);
  const { root } = draw(<KeysChoice actions={actions} />);
  await settled();
  return { actions, root };
}

function way(root: Element, name: string): HTMLInputElement {
  const label = [...root.querySelectorAll('label')].find((one) => one.querySelector('span')?.textContent === name);
  return label?.querySelector('input') as HTMLInputElement;
}

function type(root: Element, selector: string, value: string): void {
  const input = root.querySelector(selector) as HTMLInputElement;
  input.value = value;
  fire(input, 'input');
}

const submit = (root: Element) => fire(root.querySelector('form') as Element, 'submit');

function typePassphrase(root: Element, once: string, again: string): void {
  type(root, '#passphrase-new', once);
  type(root, '#passphrase-again', again);
  submit(root);
}

describe('the choice of how keys are kept', () => {
  it('says of keys on this device that they are as good as unencrypted', async () => {
    const { root } = await choice();
    expect(way(root, 'Keep the keys').hasAttribute('checked')).toBe(true);
    expect(root.textContent).toContain('As good as unencrypted: whoever can open the files');
  });

  it('changes at once where nothing more has to be known', async () => {
    const { root, actions } = await choice();
    fire(way(root, 'Forget the keys when the browser closes'), 'change');
    await settled();
    expect(actions.keep).toHaveBeenCalledExactlyOnceWith({ keeping: 'session' });
    expect(root.textContent).toContain('Every key is kept that way now.');
  });

  it.each([
    ['is short', 'seven77', 'seven77', 'At least 8 characters.'],
    ['is not typed the same twice', 'long enough', 'long enougH', 'The two are not the same.'],
  ])('changes nothing while the new passphrase %s', async (_what, once, again, said) => {
    const { root, actions } = await choice();
    fire(way(root, 'Lock the keys with a passphrase'), 'change');
    typePassphrase(root, once, again);
    await settled();
    expect(actions.keep).not.toHaveBeenCalled();
    expect(root.textContent).toContain(said);
  });

  it('locks with a passphrase that was typed twice, and then offers to lock or change it', async () => {
    const { root, actions } = await choice();
    fire(way(root, 'Lock the keys with a passphrase'), 'change');
    typePassphrase(root, 'long enough', 'long enough');
    await settled();
    expect(actions.keep).toHaveBeenCalledExactlyOnceWith({ keeping: 'passphrase', passphrase: 'long enough' });
    expect(buttonNames(root)).toEqual(['Lock now', 'Change passphrase']);
    expect(root.querySelector('form')).toBeNull();
  });

  it('stays as it was when the new passphrase is cancelled', async () => {
    const { root, actions } = await choice();
    fire(way(root, 'Lock the keys with a passphrase'), 'change');
    fire(button(root, 'Cancel'), 'click');
    expect(actions.keep).not.toHaveBeenCalled();
    expect(way(root, 'Keep the keys').hasAttribute('checked')).toBe(true);
  });

  it('says why it could not change, and shows what still holds', async () => {
    const { root, actions } = await choice({ keeping: 'passphrase', locked: true });
    actions.keep.mockResolvedValue({ status: 'failed', error: { kind: 'key-damaged', host: 'models.test' } });
    fire(way(root, 'Keep the keys'), 'change');
    await settled();
    expect(root.querySelector('.outcome')?.textContent).toContain('for models.test cannot be read any more');
    expect(way(root, 'Lock the keys with a passphrase').hasAttribute('checked')).toBe(true);
  });

  it('removes all keys on the second click alone', async () => {
    const { root, actions } = await choice({ keeping: 'passphrase', locked: true });
    fire(button(root, 'Remove all keys'), 'click');
    expect(actions.forget).not.toHaveBeenCalled();
    fire(button(root, 'Remove all keys for good'), 'click');
    await settled();
    expect(actions.forget).toHaveBeenCalledOnce();
    expect(way(root, 'Keep the keys').hasAttribute('checked')).toBe(true);
  });

  it('shows the keys as unlocked once the passphrase was right', async () => {
    const { root, actions } = await choice({ keeping: 'passphrase', locked: true });
    type(root, '.unlock input', 'long enough');
    submit(root);
    await settled();
    expect(actions.unlock).toHaveBeenCalledExactlyOnceWith('long enough');
    expect(root.textContent).toContain('Unlocked until the browser closes.');
  });
});

describe('the place to unlock the keys', () => {
  function form(...results: (AppError | null)[]) {
    const onUnlock = vi.fn(async (_passphrase: string) => results.shift() ?? null);
    const onDone = vi.fn();
    return { onUnlock, onDone, ...draw(<UnlockForm onUnlock={onUnlock} onDone={onDone} />) };
  }

  it('goes on with what was held up once the passphrase is right, and no earlier', async () => {
    const { root, onUnlock, onDone } = form({ kind: 'wrong-passphrase' }, null);
    type(root, 'input', 'wrong');
    submit(root);
    await settled();
    expect(root.textContent).toContain('That is not the passphrase.');
    expect(root.querySelector('input')?.value).toBe('wrong');
    expect(onDone).not.toHaveBeenCalled();
    type(root, 'input', 'right');
    expect(root.textContent).not.toContain('That is not the passphrase.');
    submit(root);
    await settled();
    expect(onUnlock.mock.calls).toEqual([['wrong'], ['right']]);
    expect(onDone).toHaveBeenCalledOnce();
  });

  it('asks nothing with nothing typed, nor twice at once', async () => {
    const { root, onUnlock } = form();
    submit(root);
    expect(onUnlock).not.toHaveBeenCalled();
    type(root, 'input', 'right');
    submit(root);
    submit(root);
    await settled();
    expect(onUnlock).toHaveBeenCalledOnce();
  });
});
