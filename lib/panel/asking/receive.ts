import { toAppError } from '../../errors.ts';
import { pageAddress } from '../../page/site.ts';
import type { Intent } from '../../protocol.ts';
import type { ActionParts } from '../actions.ts';
import { type Link, linkWords } from '../composer/link.ts';
import type { Selection } from '../composer/selection.ts';
import type { PanelActions } from '../model.ts';
import type { AskingHere } from './asking.ts';
import { promptParts } from './send.ts';

type ReceiveParts = Pick<
  ActionParts,
  'ports' | 'asking' | 'answering' | 'draft' | 'follow' | 'pictures' | 'selection' | 'sight' | 'work'
> & {
  readonly actions: Pick<PanelActions, 'chooseThread'>;
  /** Puts the keyboard into the composer. */
  readonly focus: () => void;
};

/** Where something was asked for: the tab, and the key of what is being written there. */
type From = { readonly here: AskingHere; readonly key: string | null };

function chosen(text: string, here: AskingHere): Selection {
  return { text, url: pageAddress(here.tab()?.url ?? '') };
}

/** What a key press, a click or words outside the panel ask for. Never rejects. */
export function createReceive(parts: ReceiveParts): (intent: Intent) => Promise<void> {
  const { ports, asking, follow, work, draft, selection, pictures, focus } = parts;

  /** As the page has it, with its paragraphs; else as the browser tells it, which knows of frames that are closed to us. */
  async function marked(text: string, here: AskingHere): Promise<Selection | null> {
    const read = here.state().status === 'ready' ? await here.selection() : null;
    return read ?? (text.trim() === '' ? null : chosen(text, here));
  }

  /** Chromium tells no words of it. */
  async function link({ url, text }: Link, here: AskingHere): Promise<Selection> {
    const tab = here.tab();
    const mayLook = tab !== null && text === '' && here.state().status === 'ready';
    const whole = { url, text: mayLook ? await ports.tabs.linkWords(tab, url).catch(() => '') : text };
    return { ...chosen(linkWords(whole), here), link: whole };
  }

  /** Goes with the page that it stands on; without one it is the user's own words. */
  async function attach(words: Selection | null, from: From): Promise<void> {
    if (words === null || from.here.state().status === 'ready') selection.set(words);
    else await write(words.text, from);
  }

  /** Behind what was being written where it was asked for, which may not be in front any more. */
  async function write(text: string, { key, here }: From): Promise<void> {
    const add = (before: string) => [before, text].filter((part) => part !== '').join('\n');
    await draft.update(key, add).catch((thrown: unknown) => work.notify(here.site(), toAppError(thrown)));
  }

  /** What cannot be asked now is kept in the composer. */
  async function ask(text: string, from: From): Promise<void> {
    if (await from.here.send(text, selection.current(), [], { composed: true })) return;
    await write(text, from);
    focus();
  }

  async function look(url: string, frame_id: number): Promise<void> {
    const site = follow.site();
    const key = pictures.key();
    const tab = follow.tab();
    work.notify(site, null);
    if (tab === null) return;
    const added = ports.pictures.ofImage(tab, { url, frame_id }).then((picture) => pictures.add(key, picture));
    await added.catch((thrown: unknown) => work.notify(site, toAppError(thrown)));
  }

  async function run(id: string, words: Selection | null, here: AskingHere): Promise<void> {
    const { runPrompt } = await import('../prompts/run-prompt.ts');
    await runPrompt(promptParts(parts, here), id, words);
  }

  async function perform(intent: Intent): Promise<void> {
    const from: From = { here: asking.here(), key: draft.key() };
    const { here } = from;
    switch (intent.type) {
      case 'read-tab':
        return;
      case 'summarize':
        await asking.summarize();
        return;
      case 'ask':
        focus();
        return attach(await marked(intent.text, here), from);
      case 'prompt':
        return run(intent.prompt_id, await marked(intent.text, here), here);
      case 'link':
        focus();
        return attach(await link(intent, here), from);
      case 'image':
        focus();
        return look(intent.url, intent.frame_id);
      case 'question':
        return ask(intent.text, from);
      case 'thread':
        return parts.actions.chooseThread(intent.thread_id);
    }
  }

  return async (intent) => {
    await follow.refresh(intent.tab_id);
    // The user has gone on to another tab meanwhile: what was asked for was the one they left.
    if (follow.tab()?.id === intent.tab_id) await perform(intent);
  };
}
