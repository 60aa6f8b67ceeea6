import type { Answering, Assistant } from '../assistants/objects.ts';
import type { AnsweringPlace, AnsweringRows } from '../panel/ports.ts';
import { createConnections } from './connections.ts';
import type { Database } from './database.ts';

/** What a run may name instead of a server's own name for a model. */
const ON_DEVICE = 'on-device';
const DEFAULT_MODEL = 'default';
/** How the ids of connections begin. */
const CONNECTION = 'conn_';

const OVERALL_KEY = 'default_assistant';
const siteKey = (site: string) => `site_assistant:${site}`;

/** Who answers: in a thread, on a site, everywhere. What the user has chosen last for the nearest of them counts. */
export function createAnswering(db: Database) {
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
      if (assistant === undefined && choice.assistant_id !== 'asst_sitethread') continue;
      const always = ofSite?.assistant_id === choice.assistant_id && ofSite.model === choice.model;
      return { assistant, gone: choice !== choices[0], model: choice.model, always };
    }
    return {
      assistant: await db.assistants.get('asst_sitethread'),
      gone: choices.length > 0,
      model: null,
      always: false,
    };
  }

  /** As the background chooses the connection for a run. */
  async function connectionOf(model: string): Promise<Pick<AnsweringRows, 'connection' | 'connection_gone'>> {
    if (model === ON_DEVICE) return { connection: undefined, connection_gone: false };
    const [id = '', ...name] = model.split('/');
    const named = name.length === 0 ? undefined : await db.connections.get(id);
    if (named !== undefined)
      return { connection: { ...named, model: name.join('/') || named.model }, connection_gone: false };
    const connection_gone = name.length > 0 && id.startsWith(CONNECTION);
    const connection = await createConnections(db).default();
    if (connection === undefined || model === DEFAULT_MODEL || connection_gone) return { connection, connection_gone };
    return { connection: { ...connection, model }, connection_gone };
  }

  return {
    async rows(place: AnsweringPlace): Promise<AnsweringRows> {
      const who = await chosen(place);
      const { connection, connection_gone } = await connectionOf(who.model ?? who.assistant?.model ?? DEFAULT_MODEL);
      const learned = connection && (await db.capabilities.get(`${connection.id}/${connection.model}`));
      return { ...who, connection, connection_gone, learned };
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
