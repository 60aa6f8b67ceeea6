import { DEFAULT_ASSISTANT } from '../../lib/assistants/default-assistant.ts';
import { threadCommands } from '../../lib/assistants/thread-commands.ts';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import { createWorld, settle } from './engine.ts';

const PAGE: PageSnapshot = {
  url: 'https://a.test/',
  title: 'How bees choose a home',
  byline: null,
  language: 'en',
  captured_at: 1,
  content_hash: 'bees',
  kind: 'page',
  markdown: 'Scouts dance.',
  passages: [{ id: 1, text: 'Scouts dance.', headings: [] }],
  selection: null,
};

/** A thread of a site as panels have it, over the front door and the panel's commands. */
export async function siteThread(options: Parameters<typeof createWorld>[0] = {}) {
  const world = createWorld(options);
  const worker = world.startWorker();
  const commands = threadCommands(worker.engine);
  const { thread_id } = await commands['thread-current']({ site: 'a.test' });

  /** Asks, with the page in front or without one. */
  async function ask(content: string, metadata: Record<string, string> = {}, { page = false } = {}) {
    const file = new File([JSON.stringify(PAGE)], 'page.json', { type: PAGE_MEDIA_TYPE });
    const ids = page ? [(await worker.client.files.create({ purpose: 'assistants', file })).id] : [];
    const attachments = ids.map((file_id) => ({ file_id, tools: [{ type: 'file_search' as const }] }));
    const run = await worker.threads.runs.create(thread_id, {
      assistant_id: DEFAULT_ASSISTANT,
      additional_messages: [{ role: 'user', content, attachments }],
      metadata,
    });
    await settle();
    return run;
  }

  /** What a model says to the open request, to its end, and what that has cost. */
  async function answer(words: string, tokens = 10) {
    const usage = { prompt_tokens: tokens - 1, completion_tokens: 1, total_tokens: tokens };
    await worker.backend.words(words);
    await worker.backend.say({ type: 'usage', usage });
    await worker.backend.stop();
    await settle();
  }

  const title = async () =>
    (await worker.threads.retrieve(thread_id)).metadata?.['title' as never] as string | undefined;
  return { world, worker, commands, thread_id, ask, answer, title };
}
