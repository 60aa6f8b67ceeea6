import { toAppError } from '../../errors.ts';
import type { ActionParts } from '../actions.ts';
import type { Selection } from '../composer/selection.ts';
import type { PromptParts, PromptQuestion } from '../prompts/run-prompt.ts';
import type { AskingHere } from './asking.ts';

type Parts = Pick<
  ActionParts,
  'ports' | 'asking' | 'answering' | 'draft' | 'pictures' | 'selection' | 'sight' | 'work'
>;

/** Asks what is typed, with everything that goes along; `anew`: in a new thread. What does not come through stays in the composer. */
export function createSend(parts: Parts & Pick<ActionParts, 'along'>): (anew?: boolean) => Promise<void> {
  const { along, asking, draft, pictures, selection, sight } = parts;
  return async (anew = false) => {
    const typed = draft.text();
    const marked = selection.current();
    const from = draft.key();
    // For a model that cannot see they stay where they are.
    const shown = sight() === 'likely' ? pictures.current() : [];
    if (typed.trim() === '') return;
    // Before anything is awaited: what is asked goes from here, wherever the user is by then.
    const here = asking.here(anew);
    const { more, sent } = along.taken();
    const asked = await questionOf(parts, here, typed, marked);
    if (asked === null) return;
    if (!(await here.send(asked.text, asked.selection, shown, { ...asked, ...more, composed: true }))) {
      // The new thread may be in front already.
      if (anew && from !== null) await (await import('./thread-gone.ts')).keepHere(parts, from, here.site());
      return;
    }
    if (selection.current() === marked) selection.set(null);
    await Promise.all([draft.sent(from, typed), pictures.sent(from, shown), sent(from)]);
  };
}

/** What runs a prompt, of what the panel is made of. */
export function promptParts(
  { ports, answering, work }: Pick<Parts, 'ports' | 'answering' | 'work'>,
  here: AskingHere,
): PromptParts {
  return { reads: ports.reads, asking: here, follow: here, work, quotesOnly: () => answering.view().on_device };
}

/** Null where a prompt cannot be run, which is said then, or waits for its words. */
async function questionOf(
  parts: Parts,
  here: AskingHere,
  typed: string,
  selection: Selection | null,
): Promise<PromptQuestion | null> {
  const plain: PromptQuestion = { text: typed.trim(), selection, task: 'answer', page_tokens: null };
  if (!/^\s*[/／]/.test(typed)) return plain;
  const from = parts.draft.key();
  try {
    const { typedPrompt } = await import('../prompts/run-prompt.ts');
    const asked = await typedPrompt(promptParts(parts, here), typed.trimStart(), selection);
    if (asked !== 'wants-words') return asked ?? plain;
    await parts.draft.update(from, (now) => (now === typed ? `${typed} ` : now));
    return null;
  } catch (thrown) {
    parts.work.notify(here.site(), toAppError(thrown));
    return null;
  }
}
