import { removeInvisible } from './hygiene.ts';

/** What the user has selected, in the text or in a focused field, line breaks kept. Null when nothing is. */
export function selectedText(document: Document): string | null {
  const text = selectionInField(document.activeElement) ?? document.defaultView?.getSelection?.()?.toString() ?? '';
  const lines = removeInvisible(text)
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
  const clean = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return clean === '' ? null : clean;
}

/** Null outside text fields. Passwords are never read. */
function selectionInField(focused: Element | null): string | null {
  if (
    focused?.localName !== 'textarea' &&
    !focused?.matches('input[type="text"], input[type="search"], input:not([type])')
  ) {
    return null;
  }
  const { value, selectionStart, selectionEnd } = focused as HTMLTextAreaElement;
  const text = value.slice(selectionStart ?? 0, selectionEnd ?? 0);
  return text === '' ? null : text;
}
