import type { PromptView } from '../../lib/panel/prompts/prompts-model.ts';

/** Those whose command begins with the words, then those where a word of the name does, then those that hold them; hidden ones left out. */
export function foundPrompts(prompts: readonly PromptView[], words: string): readonly PromptView[] {
  const wanted = plain(words);
  const named = prompts
    .filter(({ hidden }) => !hidden)
    .map((prompt) => ({ prompt, command: plain(prompt.command), name: plain(` ${prompt.name}`) }));
  const begun = named.filter(({ command }) => command.startsWith(wanted));
  const inName = named.filter(({ name }) => name.includes(` ${wanted}`));
  const held = named.filter(({ command, name }) => command.includes(wanted) || name.includes(wanted));
  return [...new Set([...begun, ...inName, ...held])].map(({ prompt }) => prompt);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
