import type { OpenTab } from '../../lib/panel/model.ts';

/** More than anybody reads; the words narrow them down. */
const MOST = 50;

/** The tabs whose title or host holds the words, in any case and with or without accents; where a word begins with them first. */
export function foundTabs(tabs: readonly OpenTab[], words: string): readonly OpenTab[] {
  const wanted = plain(words);
  const named = tabs.map((tab) => ({ tab, name: plain(`${tab.title} ${tab.host}`) }));
  const held = named.filter(({ name }) => name.includes(wanted));
  const begun = held.filter(({ name }) => ` ${name.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${wanted}`));
  return [...new Set([...begun, ...held])].slice(0, MOST).map(({ tab }) => tab);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
