import { browser } from './browser.ts';

/** The window a surface belongs to. */
export async function ownWindow(): Promise<number> {
  return (await browser.windows.getCurrent()).id ?? -1;
}

export function openSettings(): void {
  void browser.runtime.openOptionsPage();
}
