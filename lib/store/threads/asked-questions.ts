import { Dexie } from 'dexie';
import type { Message } from '../../assistants/objects.ts';
import type { Database } from '../database.ts';

/** More than anybody goes back through by key. */
const MOST = 100;

/** What a thread has been asked, newest first, each once. */
export async function askedQuestions(db: Database, threadId: string): Promise<readonly string[]> {
  const messages = await db.messages
    .where('[thread_id+role+local.order]')
    .between([threadId, 'user', Dexie.minKey], [threadId, 'user', Dexie.maxKey])
    .reverse()
    .limit(MOST)
    .toArray();
  return [...new Set(messages.map(wordsOf))].filter((words) => words !== '');
}

function wordsOf({ content }: Message): string {
  return content.map((part) => (part.type === 'text' ? part.text.value : '')).join('');
}
