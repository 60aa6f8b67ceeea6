import { browser } from '../browser.ts';

/** The window a surface belongs to. */
export async function ownWindow(): Promise<number> {
  return (await browser.windows.getCurrent()).id ?? -1;
}

export function openSettings(section?: string): void {
  if (section === undefined) void browser.runtime.openOptionsPage();
  else void browser.tabs.create({ url: browser.runtime.getURL(`options.html#${section}`) });
}
