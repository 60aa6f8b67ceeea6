import { type Dialect, newDialect, QUIRKS, type Quirk } from './chat-completions/dialect.ts';
import { recordOf, stringOf } from './json.ts';
import { isBelieved } from './learned.ts';
import type { Service } from './services.ts';

/** What a server has refused, kept on disk so that it is asked for it no second time. lib/store implements this. */
export type Capabilities = {
  get(id: string): Promise<unknown>;
  put(row: CapabilitiesRow): Promise<void>;
};

export type CapabilitiesRow = {
  /** `connection/model` */
  readonly id: string;
  /** What was learned of another address is not believed. */
  readonly base_url: string;
  /** Unix milliseconds. */
  readonly learned_at: number;
  readonly omit: readonly string[];
  readonly limit_fields: readonly string[];
  readonly quirks: readonly string[];
};

/** What is known of one model behind one connection. */
export type Memory = {
  recall(): Promise<Dialect>;
  /** Never fails: what cannot be kept is learned again. */
  keep(dialect: Dialect): Promise<void>;
};

export type MemoryParts = {
  readonly connection: { readonly id: string; readonly base_url: string; readonly model: string };
  readonly service: Service;
  readonly now: () => number;
};

export function createMemory(capabilities: Capabilities, { connection, service, now }: MemoryParts): Memory {
  const { base_url } = connection;
  const id = `${connection.id}/${connection.model}`;
  const fresh = newDialect(service.limit_field, service.quirks);

  return {
    async recall() {
      const row = recordOf(await capabilities.get(id).catch(() => null));
      return isBelieved(row, base_url, now()) ? read(row, fresh) : fresh;
    },
    async keep({ omit, limit_fields, quirks }) {
      const row = { id, base_url, learned_at: now(), omit: [...omit], limit_fields, quirks: [...quirks] };
      await capabilities.put(row).catch(() => undefined);
    },
  };
}

/** What the disk holds may be of an older version of ours. */
function read(row: Readonly<Record<string, unknown>>, fresh: Dialect): Dialect {
  const limit_fields = textsOf(row['limit_fields']);
  return {
    omit: new Set(textsOf(row['omit'])),
    limit_fields: fresh.limit_fields.filter((field) => limit_fields.includes(field)),
    quirks: new Set([...fresh.quirks, ...textsOf(row['quirks']).filter(isQuirk)]),
  };
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(stringOf).filter(Boolean) : [];
}

function isQuirk(text: string): text is Quirk {
  return QUIRKS.some(([quirk]) => quirk === text);
}
