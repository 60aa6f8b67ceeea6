import type { Appearance } from '../panel/appearance.ts';

/** Beside the database, because it can be read before the first paint: the settings themselves only come after it. */
const MIRROR = 'appearance';

/** Draws this document as the user likes it, from its first paint on, and again whenever another document changes that. */
export function followAppearance(): void {
  apply();
  addEventListener('storage', ({ key }) => {
    // Null: all of it was removed.
    if (key === MIRROR || key === null) apply();
  });
}

/** In this document and all others that are open. */
export function showAppearance(appearance: Appearance): void {
  const text = JSON.stringify(appearance);
  if (localStorage.getItem(MIRROR) !== text) localStorage.setItem(MIRROR, text);
  apply();
}

function apply(): void {
  const { theme, text_size, density } = read();
  const { dataset } = document.documentElement;
  mark(dataset, 'theme', theme);
  mark(dataset, 'textSize', text_size);
  mark(dataset, 'density', density);
}

/** components/styles/tokens.css knows the values that are not the default ones; any other changes nothing. */
function mark(dataset: DOMStringMap, name: string, value: unknown): void {
  if (typeof value === 'string') dataset[name] = value;
  else delete dataset[name];
}

function read(): { readonly [key in keyof Appearance]?: unknown } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(MIRROR) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // nobody but this file writes it; whatever it is, the document is drawn
  }
}

/** As on a new install. */
export function forgetAppearance(): void {
  localStorage.removeItem(MIRROR);
  apply();
}
