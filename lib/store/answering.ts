import { DEFAULT_ASSISTANT } from '../assistants/default-assistant.ts';
import type { Answering, Assistant } from '../assistants/objects.ts';
import { connectionNamed, DEFAULT_MODEL } from '../notation/model-name.ts';
import type { AnsweringPlace, AnsweringRows } from '../panel/ports.ts';
import { createConnections } from './connections.ts';
import type { Database } from './database.ts';

const OVERALL_KEY = 'default_assistant';
const siteKey = (site: string) => `site_assistant:${site}`;

/** Who answers: in a thread, on a site, everywhere. What the user has chosen last for the nearest of them counts. */
export function createAnswering(db: Database) {
  const connections = createConnections(db);

  async function setting(key: string): Promise<Answering | null> {
    const value = (await db.settings.get(key))?.value;
    return isAnswering(value) ? value : null;
  }

  /** A choice of somebody who is gone is passed over. */
  async function chosen({
    site,
    thread_id,
  }: AnsweringPlace): Promise<Pick<AnsweringRows, 'assistant' | 'gone' | 'model' | 'always'>> {
    const thread = thread_id === null ? undefined : await db.threads.get(thread_id);
    const { assistant_id, model } = thread?.local ?? {};
    const place = site ?? thread?.local.site ?? null;
    const ofSite = place === null ? null : await setting(siteKey(place));
    const ofThread = assistant_id === undefined ? null : { assistant_id, model: model ?? null };
    const choices = [ofThread, ofSite, await setting(OVERALL_KEY)].filter((choice) => choice !== null);
    for (const choice of choices) {
      const assistant = await db.assistants.get(choice.assistant_id);
      // The first one there is was made when it was first asked for.
      if (assistant === undefined && choice.assistant_id !== DEFAULT_ASSISTANT) continue;
      const always = ofSite?.assistant_id === choice.assistant_id && ofSite.model === choice.model;
      return { assistant, gone: choice !== choices[0], model: choice.model, always };
    }
    return {
      assistant: await db.assistants.get(DEFAULT_ASSISTANT),
      gone: choices.length > 0,
      model: null,
      always: false,
    };
  }

  return {
    async rows(place: AnsweringPlace): Promise<AnsweringRows> {
      const who = await chosen(place);
      // Right here: behind one more async function Dexie would not see that what follows belongs to the same live query.
      const named = await connectionNamed(who.model ?? who.assistant?.model ?? DEFAULT_MODEL, connections);
      const connection = named.connection && { ...named.connection, model: named.name || named.connection.model };
      const learned = connection && (await db.capabilities.get(`${connection.id}/${connection.model}`));
      return { ...who, connection, connection_gone: named.gone, learned };
    },

    /** Null: whoever answers everywhere. */
    async keepForSite(site: string, answering: Answering | null): Promise<void> {
      const key = siteKey(site);
      await (answering === null ? db.settings.delete(key) : db.settings.put({ key, value: answering }));
    },

    overall: async (): Promise<string | null> => (await setting(OVERALL_KEY))?.assistant_id ?? null,
    setOverall: async (assistant_id: string): Promise<void> => {
      await db.settings.put({ key: OVERALL_KEY, value: { assistant_id, model: null } });
    },
  };
}

/** In the order in which they were made. */
export function listAssistants(db: Database): Promise<Assistant[]> {
  return db.assistants.orderBy('local.order').toArray();
}

function isAnswering(value: unknown): value is Answering {
  if (typeof value !== 'object' || value === null) return false;
  return 'assistant_id' in value && typeof value.assistant_id === 'string' && 'model' in value;
}
