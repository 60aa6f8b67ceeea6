import { describe, expect, it } from 'vitest';
import { foundPrompts } from '../../../components/composer/found-prompts.ts';
import { slashAt } from '../../../components/composer/slash-at.ts';
import type { PromptView } from '../../../lib/panel/prompts/prompts-model.ts';

describe('a command is being typed', () => {
  it.each([
    ['at the very start', '/', 1, ''],
    ['up to the caret', '/sum it up', 4, 'sum'],
    ['with a wide slash', '／要', 2, '要'],
  ])('%s', (_where, text, caret, words) => {
    expect(slashAt(text, caret)).toEqual({ start: 0, words });
  });

  it.each([
    ['behind a space', '/sum it', 6],
    ['inside a text', 'a /sum', 6],
    ['before the slash', '/sum', 0],
    ['in words without one', 'sum', 3],
  ])('not %s', (_where, text, caret) => {
    expect(slashAt(text, caret)).toBeNull();
  });
});

describe('the prompts found for a word', () => {
  const prompt = (name: string, command = name.toLowerCase().replace(/ /g, '-'), hidden = false) =>
    ({ id: name, name, command, hidden }) as PromptView;
  const all = [
    prompt('Retable'),
    prompt('Make a table'),
    prompt('Table of facts'),
    prompt('Old tables', 'tables', true),
    prompt('Résumé'),
  ];
  const names = (words: string) => foundPrompts(all, words).map(({ name }) => name);

  it('are all but the hidden ones for none', () => {
    expect(names('')).toEqual(['Retable', 'Make a table', 'Table of facts', 'Résumé']);
  });
  it('are those whose command begins with it, then whose name has such a word, then those that hold it', () => {
    expect(names('TABLE')).toEqual(['Table of facts', 'Make a table', 'Retable']);
  });
  it('need no accents', () => expect(names('resu')).toEqual(['Résumé']));
});
