import type { Message, Metadata, Run, Thread } from '../objects.ts';
import type { Store } from '../ports.ts';
import { textOf } from '../prompt/message-text.ts';
import { isByPrompt } from './by-prompt.ts';
import { type Beginning, proposeTitle } from './propose-title.ts';

/** A thread's first question and the first answer that followed. `run`: which has answered, if it is still there. */
export type Begun = Beginning & { readonly run: Run | undefined };

/** Undefined where nothing was asked. Of a thread that has no answer yet, `metadata` is that of the run which is to answer. */
export async function beginningOf(store: Store, threadId: string, metadata: Metadata = {}): Promise<Begun | undefined> {
  let asked: Message | undefined;
  let answered: Message | undefined;
  for await (const message of store.messages.oldestFirst(threadId)) {
    if (message.role === 'user') asked ??= message;
    else if (asked !== undefined && textOf(message).trim() !== '') {
      answered = message;
      break;
    }
  }
  if (asked === undefined) return undefined;
  const run = answered?.run_id == null ? undefined : await store.runs.get(answered.run_id);
  return {
    run,
    question: textOf(asked),
    by_prompt: isByPrompt(run?.metadata ?? metadata),
    page: await pageTitle(store, asked),
    answer: answered === undefined || isQuoted(run) ? '' : textOf(answered),
  };
}

/** Quotations on this device cost nothing, and say less than the question. */
function isQuoted(run: Run | undefined): boolean {
  return run?.status === 'completed' && run.local.used.total_tokens === 0;
}

/** Of the first page that goes along, which is the one in front. */
async function pageTitle(store: Store, { attachments }: Message): Promise<string> {
  for (const { file_id } of attachments ?? []) {
    const title = (await store.files.get(file_id))?.local.page?.title.trim() ?? '';
    if (title !== '') return title;
  }
  return '';
}

/** Gives a site's thread that has no title one with its first question. Inside the caller's transaction. */
export async function titleByQuestion(store: Store, thread: Thread, metadata: Metadata): Promise<void> {
  if (thread.local.site === null || thread.metadata['title'] !== undefined) return;
  const beginning = await beginningOf(store, thread.id, metadata);
  const title = beginning === undefined ? '' : proposeTitle(beginning);
  if (title !== '') await store.threads.putTitled(titled(thread, title, 'question'));
}

/** Renamed by the user, or, where `title` is null, by the rule again; as it was where that finds nothing. */
export async function retitled(store: Store, thread: Thread, title: string | null): Promise<Thread> {
  if (title !== null) return titled(thread, title, 'user');
  const beginning = await beginningOf(store, thread.id);
  const proposed = beginning === undefined ? '' : proposeTitle(beginning);
  return proposed === '' ? thread : titled(thread, proposed, beginning?.run === undefined ? 'question' : 'answer');
}

/** A title that a program gives is looked at no more; for one that it takes away the next question gives another. */
export function withGivenTitle(thread: Thread, metadata: Metadata | null | undefined): Thread {
  if (metadata === undefined || metadata?.['title'] === thread.metadata['title']) return thread;
  const { title_by: _before, ...local } = thread.local;
  return { ...thread, local };
}

export function titled(thread: Thread, title: string, by: NonNullable<Thread['local']['title_by']>): Thread {
  return { ...thread, metadata: { ...thread.metadata, title }, local: { ...thread.local, title_by: by } };
}
