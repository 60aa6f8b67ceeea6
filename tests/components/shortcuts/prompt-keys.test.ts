import { parseHTML } from 'linkedom';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commandBefore } from '../../../components/composer/command-before.ts';
import type { PromptView } from '../../../lib/panel/prompts/prompts-model.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../english.ts'));

const { window } = parseHTML('<!doctype html><html><body><textarea></textarea></body></html>');

/** A keyboard of that platform: what the panel hears of a key that is pressed. */
async function keyboard(platform: string) {
  vi.resetModules();
  vi.stubGlobal('navigator', { platform, language: 'en' });
  // Nothing lies over the thread.
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('HTMLElement', window.HTMLElement);
  const { promptKeyOf } = await import('../../../components/shortcuts/prompt-keys.ts');
  return (pressed: Partial<KeyboardEvent>) => promptKeyOf({ target: null, ...pressed } as KeyboardEvent);
}

describe('the key of a prompt', () => {
  const press = { altKey: true, shiftKey: true, ctrlKey: false, metaKey: false, code: 'Digit4', key: '$' };
  let hear: Awaited<ReturnType<typeof keyboard>>;

  beforeEach(async () => {
    hear = await keyboard('Linux x86_64');
  });

  it.each([
    ['on an American keyboard', {}, 4],
    ['on a French one, where Shift makes the digit', { key: '4' }, 4],
    ['up to the last one', { code: 'Digit9' }, 9],
    ['while it is held', { repeat: true }, 4],
  ])('is heard %s', (_where, change, digit) => {
    expect(hear({ ...press, ...change })).toBe(digit);
  });

  it.each<[string, Partial<KeyboardEvent>]>([
    ['with a digit of the extension’s own commands', { code: 'Digit3' }],
    ['with the digit of a tab', { shiftKey: false }],
    ['with AltGr, which types', { ctrlKey: true }],
    ['with a key of the number pad, which types on Windows', { code: 'Numpad4' }],
    ['with the keys of a Mac', { altKey: false, ctrlKey: true }],
    ['with the key of the system', { metaKey: true }],
    ['while an input method is at work', { isComposing: true }],
    ['that an input method takes', { keyCode: 229 }],
    ['that somebody else has taken', { defaultPrevented: true }],
  ])('is not heard %s', (_what, change) => {
    expect(hear({ ...press, ...change })).toBeNull();
  });

  it('is Control on a Mac, where Option types characters', async () => {
    hear = await keyboard('MacIntel');
    expect(hear(press)).toBeNull();
    expect(hear({ ...press, altKey: false, ctrlKey: true })).toBe(4);
  });
});

describe('a command takes the place', () => {
  const library = ['explain', 'translate'].map((command) => ({ name: command, command }) as PromptView);
  const placeIn = (value: string, selectionEnd = value.length) => commandBefore({ value, selectionEnd }, library);

  it.each([
    ['of another one', '/explain ', 8],
    ['of another one before its words', '／Explain the bees', 8],
    ['of one that is being typed', '/tr', 3],
    ['of the slash', '/', 1],
  ])('%s', (_what, text, characters) => {
    expect(placeIn(text)).toBe(characters);
  });

  it.each([
    ['where nothing is written', ''],
    ['of words', 'explain'],
    ['of words that begin with a slash', '/etc/hosts'],
    ['of words behind a lone slash', '/ tr'],
  ])('not %s', (_what, text) => {
    expect(placeIn(text)).toBe(0);
  });
});
