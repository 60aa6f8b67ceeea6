import { AppFailure, toAppError } from '../../errors.ts';
import { pageAddress } from '../../page/site.ts';
import type { AskingHere } from '../asking/asking.ts';
import type { Selection } from '../composer/selection.ts';
import type { PanelReads } from '../ports.ts';
import type { SiteWork } from '../site-work.ts';
import { fillTemplate, names } from './prompt-template.ts';
import { findPrompt, promptViews, standingWords, taskOf } from './prompts.ts';
import type { PromptView } from './prompts-model.ts';

export type PromptParts = {
  readonly reads: Pick<PanelReads, 'prompts'>;
  readonly asking: Pick<AskingHere, 'send' | 'selection'>;
  /** The tab as it was when the prompt was chosen. */
  readonly follow: Pick<AskingHere, 'site' | 'tab'>;
  readonly work: SiteWork;
  /** Whoever answers can do no more than quote. */
  readonly quotesOnly: () => boolean;
};

/** A question made of a prompt. */
export type PromptQuestion = {
  readonly text: string;
  readonly selection: Selection | null;
  readonly task: 'answer' | 'summarize';
  readonly page_tokens: number | null;
  readonly prompt?: string;
};

/** A title is a page's own words, and no page has a longer one. Characters. */
const MOST_TITLE = 300;

/** `/command` at the start, with the slash of any keyboard, and what comes behind it. */
const TYPED = /^[/／](\S+)(\s[\s\S]*)?$/;

/**
 * The question that typed words stand for; null where they are no command that there is, and so are sent as they are. A bare
 * command whose prompt takes words wants them, or at least a space that says that there are none. Throws AppFailure
 * `prompt-needs-model`.
 */
export async function typedPrompt(
  parts: PromptParts,
  typed: string,
  marked: Selection | null,
): Promise<PromptQuestion | 'wants-words' | null> {
  const [, command = '', input] = TYPED.exec(typed) ?? [];
  if (command === '') return null;
  const prompt = findPrompt(promptViews(await parts.reads.prompts()), command);
  if (prompt === undefined) return null;
  if (prompt.takes_input && input === undefined) return 'wants-words';
  return question(parts, prompt, { input: input ?? '', marked });
}

/**
 * Asks a prompt at once, whatever is being written; `given`: words the user has marked, where the panel may be unable to read them
 * itself. What goes wrong is said as a notice.
 */
export async function runPrompt(parts: PromptParts, id: string, given: Selection | null = null): Promise<void> {
  const { follow, work, asking, reads } = parts;
  const site = follow.site();
  try {
    const prompt = promptViews(await reads.prompts()).find((one) => one.id === id);
    if (prompt === undefined) return;
    const { text, selection, ...more } = await question(parts, prompt, { input: '', marked: given });
    await asking.send(text, selection, [], more);
  } catch (thrown) {
    work.notify(site, toAppError(thrown));
  }
}

async function question(
  { asking, follow, quotesOnly }: PromptParts,
  prompt: PromptView,
  { input, marked }: { readonly input: string; readonly marked: Selection | null },
): Promise<PromptQuestion> {
  const task = taskOf(prompt);
  if (quotesOnly() && prompt.needs_model) throw new AppFailure({ kind: 'prompt-needs-model', name: prompt.name });
  const speaksOfIt = names(prompt.text, 'selection');
  const selection = marked ?? (speaksOfIt ? await asking.selection() : null);
  const tab = follow.tab();
  const words = standingWords();
  const filled = fillTemplate(prompt.text, {
    ...words,
    // With nothing marked the page is what there is to speak of.
    selection: selection === null ? words.page : words.selection,
    url: pageAddress(tab?.url ?? ''),
    title: oneLine(tab?.title ?? '').slice(0, MOST_TITLE),
    input,
  });
  return { ...filled, selection, task: input.trim() === '' ? task : 'answer', prompt: prompt.command };
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
