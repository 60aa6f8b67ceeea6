import type { Message } from '../../assistants/objects.ts';
import type { Database } from '../database.ts';
import { rowsOf } from '../rows-of.ts';

/** More than anybody goes back through by key. */
const MOST = 100;

/** What a thread has been asked, newest first, each once. */
export async function askedQuestions(db: Database, threadId: string): Promise<readonly string[]> {
  const messages = await rowsOf(db.messages, '[thread_id+role+local.order]', threadId, 'user')
    .reverse()
    .limit(MOST)
    .toArray();
  return [...new Set(messages.map(wordsOf))].filter((words) => words !== '');
}

function wordsOf({ content }: Message): string {
  return content.map((part) => (part.type === 'text' ? part.text.value : '')).join('');
}
