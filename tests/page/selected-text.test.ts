import { describe, expect, it } from 'vitest';
import { selectedText } from '../../lib/page/selected-text.ts';
import { parsePage } from './parse-page.ts';

/** linkedom knows neither selections nor focus. */
function pageWith(selection: string, focused: Partial<HTMLInputElement> & { readonly tag: string } = { tag: 'body' }) {
  const page = parsePage(`<${focused.tag}></${focused.tag.split(' ')[0]}>`);
  const element = page.querySelector(focused.tag.split(' ')[0] ?? '');
  for (const [name, value] of Object.entries(focused)) {
    if (name !== 'tag' && element) Object.defineProperty(element, name, { value });
  }
  Object.defineProperty(page, 'activeElement', { value: element });
  Object.defineProperty(page, 'defaultView', { value: { getSelection: () => ({ toString: () => selection }) } });
  return page;
}

describe('selectedText', () => {
  it.each([
    ['keeps lines and collapses the rest', ' one \t two\n\n\n\n three ', 'one two\n\nthree'],
    ['drops invisible characters', 'o\u200bne\u{e0041}', 'one'],
    ['is null where nothing is selected', '', null],
    ['is null where only white space is selected', ' \n ', null],
  ])('%s', (_behaviour, selection, text) => {
    expect(selectedText(pageWith(selection))).toBe(text);
  });

  it('takes the selection inside a focused field', () => {
    const field = { tag: 'textarea', value: 'one two three', selectionStart: 4, selectionEnd: 7 };
    expect(selectedText(pageWith('elsewhere', field))).toBe('two');
  });

  it('takes the selection of the page where the field has none', () => {
    const field = { tag: 'textarea', value: 'one two three', selectionStart: 4, selectionEnd: 4 };
    expect(selectedText(pageWith('elsewhere', field))).toBe('elsewhere');
  });

  it('never reads a password', () => {
    const field = { tag: 'input type="password"', value: 'hunter2', selectionStart: 0, selectionEnd: 7 };
    expect(selectedText(pageWith('', field))).toBeNull();
  });
});
