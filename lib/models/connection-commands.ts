import { CONNECTION_ID } from '../notation/model-name.ts';
import type { ConnectionDraft, Protocol } from '../protocol.ts';
import type { Connection, OpenConnection } from './connection.ts';
import { listModels } from './list-models.ts';
import type { Surroundings } from './surroundings.ts';
import { testConnection } from './test-connection.ts';

type Name = Extract<keyof Protocol, `connection-${string}`>;
type Commands = { readonly [N in Name]: (input: Parameters<Protocol[N]>[0]) => Promise<ReturnType<Protocol[N]>> };

export type CommandParts = {
  readonly connections: {
    get(id: string): Promise<Connection | undefined>;
    save(connection: Connection): Promise<unknown>;
    delete(id: string): Promise<unknown>;
    setDefault(id: string | null): Promise<void>;
  };
  readonly secrets: {
    put(row: { connection_id: string; origin: string; key: string }): Promise<void>;
    remove(connectionId: string): Promise<void>;
    keyFor(connectionId: string, origin: string): Promise<string | null>;
    /** Whether there is one, be it locked. */
    holds(connectionId: string, origin: string): Promise<boolean>;
  };
  readonly newId: (prefix: string) => string;
  readonly now: () => number;
  readonly surroundings: Surroundings;
};

type Typed = { connection: ConnectionDraft; key?: string | null | undefined };

/** What the options page asks of the background. The key goes in and never comes back: only its last four characters do. */
export function connectionCommands({ connections, secrets, newId, now, surroundings }: CommandParts): Commands {
  /** The connection as typed, with the stored key where none was typed. A key never follows to another origin. */
  async function opened({ connection, key }: Typed): Promise<OpenConnection> {
    if (connection.protocol === 'built-in') return { ...connection, key: null };
    const origin = new URL(connection.base_url).origin;
    const stored = key === undefined && connection.id !== null ? await secrets.keyFor(connection.id, origin) : null;
    return { ...connection, key: key ?? stored };
  }

  /**
   * Stores, leaves or removes the key, and gives its hint. A stored one is left without being read: it may be locked. One without a
   * hint is forgotten, and whoever saves without typing it again needs none.
   */
  async function keep(id: string, base_url: string, key: Typed['key'], hint: string | null): Promise<string | null> {
    // The browser's own model has no address; what was kept for a server before goes.
    if (base_url === '') {
      await secrets.remove(id);
      return null;
    }
    const { origin } = new URL(base_url);
    if (key === undefined && hint !== null && (await secrets.holds(id, origin))) return hint;
    if (key == null || key === '') {
      await secrets.remove(id);
      return null;
    }
    await secrets.put({ connection_id: id, origin, key });
    return key.slice(-4);
  }

  async function save({ connection: draft, key }: Typed): Promise<{ connection: Connection }> {
    const id = draft.id ?? newId(CONNECTION_ID);
    const before = await connections.get(id);
    const key_hint = await keep(id, draft.base_url, key, before?.key_hint ?? null);
    const connection: Connection = { ...draft, id, key_hint, created_at: before?.created_at ?? now() };
    await connections.save(connection);
    return { connection };
  }

  return {
    'connection-save': save,
    'connection-delete': async ({ id }) => {
      await connections.delete(id);
      await secrets.remove(id);
      return null;
    },
    'connection-default': async ({ id }) => {
      await connections.setDefault(id);
      return null;
    },
    'connection-test': async (typed) => testConnection(await opened(typed), surroundings),
    'connection-models': async (typed) => listModels(await opened(typed), surroundings),
  };
}
