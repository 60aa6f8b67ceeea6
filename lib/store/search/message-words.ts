import { filesIn } from '../../assistants/files-in.ts';
import type { Message, Thread } from '../../assistants/objects.ts';
import { textOf } from '../../assistants/prompt/message-text.ts';
import { wordsOf } from '../../search/words.ts';
import type { Database, WordsRow } from '../database.ts';

/** Of one message: a very long one is found by these. */
const MOST_WORDS = 3_000;
/** Longer ones are addresses and codes. */
const LONGEST_WORD = 40;
/** Messages that are indexed in one transaction, behind which others may write. */
const STEP = 100;

/** The setting that tells which messages of an earlier version are still to be indexed: those behind this id. Absent: none. */
export const WORDS_BEHIND = 'words_behind';

/** Writes a message, and once it has ended what it is found by, both or neither. */
export async function putWithWords(db: Database, message: Message): Promise<void> {
  if (message.status === 'in_progress') {
    await db.messages.put(message);
    return;
  }
  await db.transaction('rw', db.messages, db.message_words, async () => {
    await db.messages.put(message);
    await indexMessages(db, [message]);
  });
}

/** Makes messages findable; those that are still being written are left for later. */
export async function indexMessages(db: Database, messages: readonly Message[]): Promise<void> {
  const ended = messages.filter(({ status }) => status !== 'in_progress');
  await putWords(
    db,
    ended.map((message) => ({
      ...{ id: message.id, thread_id: message.thread_id, words: distinctWords(textOf(message)) },
      file_ids: filesIn(message),
    })),
  );
}

/** Makes a thread findable by its title. */
export async function indexTitle(db: Database, { id, metadata }: Thread): Promise<void> {
  await putWords(db, [{ id, thread_id: id, words: distinctWords(metadata['title'] ?? '') }]);
}

export async function forgetWords(db: Database, id: string): Promise<void> {
  await db.message_words.where('id').equals(id).delete();
}

/** Indexes what an earlier version of the database has left, a little at a time. Goes on where an earlier worker was stopped. */
export async function indexEarlierMessages(db: Database): Promise<void> {
  while (await indexStep(db));
}

/** False when nothing is left. */
function indexStep(db: Database): Promise<boolean> {
  return db.transaction('rw', db.messages, db.threads, db.message_words, db.settings, async () => {
    const behind = (await db.settings.get(WORDS_BEHIND))?.value;
    if (typeof behind !== 'string') return false;
    if (behind === '') for (const thread of await db.threads.toArray()) await indexTitle(db, thread);
    const messages = await db.messages.where(':id').above(behind).limit(STEP).toArray();
    await indexMessages(db, messages);
    const last = messages.at(-1);
    if (last === undefined) await db.settings.delete(WORDS_BEHIND);
    else await db.settings.put({ key: WORDS_BEHIND, value: last.id });
    return last !== undefined;
  });
}

/** What has been found before keeps its number: it gets no newer by being written again. */
async function putWords(db: Database, rows: readonly WordsRow[]): Promise<void> {
  const numbers = new Map<unknown, number>();
  await db.message_words
    .where('id')
    .anyOf(rows.map(({ id }) => id))
    .eachKey((id, { primaryKey }) => numbers.set(id, primaryKey));
  await db.message_words.bulkDelete([...numbers.values()]);
  const found = rows.filter(({ words, file_ids = [] }) => words.length + file_ids.length > 0);
  await db.message_words.bulkPut(
    found.map((row) => {
      const number = numbers.get(row.id);
      return number === undefined ? row : { ...row, number };
    }),
  );
}

function distinctWords(text: string): string[] {
  const words = new Set<string>();
  for (const word of wordsOf(text)) {
    words.add(word.slice(0, LONGEST_WORD));
    if (words.size === MOST_WORDS) break;
  }
  return [...words];
}
