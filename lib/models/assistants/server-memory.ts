import type { Connection } from '../connection.ts';

/** What is learned about a server, known as long as the worker lives. All of it can be learned again; refused fields are kept on disk, too. */
export type ServerMemory = {
  /** The ids of our assistants there, by what they were made for. */
  readonly assistants: Map<string, string>;
  /** Fields of a run's request that the server refuses; `stream` among them says that it cannot stream. */
  refused: ReadonlySet<string>;
  /** Threads that were given up: the server is told once. */
  readonly left: Set<string>;
};

export function createServerMemory(): ServerMemory {
  return { assistants: new Map(), refused: new Set(), left: new Set() };
}

/** A memory for each connection and address. */
export function createServerMemories(): (connection: Pick<Connection, 'id' | 'base_url'>) => ServerMemory {
  const memories = new Map<string, ServerMemory>();
  return ({ id, base_url }) => {
    const name = `${id} ${base_url}`;
    const memory = memories.get(name) ?? createServerMemory();
    memories.set(name, memory);
    return memory;
  };
}
