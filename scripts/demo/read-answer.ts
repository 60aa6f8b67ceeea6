import type { Citation, Message } from '../../lib/assistants/objects.ts';
import type { PageSnapshot, Passage } from '../../lib/page/snapshot.ts';
import type { Surface } from '../../tests/support/browser/surface.ts';

export type Answer = {
  readonly text: string;
  readonly citations: readonly (Citation & { readonly where: Passage | null })[];
};

/** The newest answer as IndexedDB holds it, each citation with its passage of the page. */
export function readAnswer(panel: Surface): Promise<Answer> {
  return panel.evaluate(readNewestAnswer);
}

/** Runs in the panel, without imports. */
async function readNewestAnswer(): Promise<Answer> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await done(indexedDB.open('sitethread'));
  const tables = db.transaction(['messages', 'file_contents']);
  const messages: Message[] = await done(tables.objectStore('messages').getAll());
  const contents: { id: string; bytes: Uint8Array }[] = await done(tables.objectStore('file_contents').getAll());
  db.close();

  const answers = messages.filter(({ role, status }) => role === 'assistant' && status === 'completed');
  const answer = answers.sort((a, b) => a.created_at - b.created_at).at(-1);
  const passageOf = ({ file_id, passage }: Citation): Passage | null => {
    const bytes = contents.find(({ id }) => id === file_id)?.bytes;
    if (bytes === undefined) return null;
    const { passages }: PageSnapshot = JSON.parse(new TextDecoder().decode(bytes));
    return passages.find(({ id }) => id === passage) ?? null;
  };
  return {
    text: (answer?.content ?? []).map((part) => (part.type === 'text' ? part.text.value : '')).join('\n'),
    citations: (answer?.local.citations ?? []).map((citation) => ({ ...citation, where: passageOf(citation) })),
  };
}
