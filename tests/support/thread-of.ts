import type { Worker } from './engine.ts';

/** Makes a thread of the user's messages, and gives its id. */
export async function threadOf(worker: Worker, title: string, ...messages: readonly string[]): Promise<string> {
  const { id } = await worker.threads.create({
    metadata: { title },
    messages: messages.map((content) => ({ role: 'user' as const, content })),
  });
  return id;
}
