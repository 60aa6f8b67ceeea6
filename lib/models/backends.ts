import type { Backend, Backends } from '../assistants/ports.ts';
import { AppFailure } from '../errors.ts';
import { connectionNamed, ON_DEVICE } from '../notation/model-name.ts';
import { createAssistantsBackend } from './assistants/backend.ts';
import { createServerMemories } from './assistants/server-memory.ts';
import { createBuiltInBackend } from './built-in/backend.ts';
import { createContextTokens } from './built-in/context-tokens.ts';
import { type Capabilities, createMemory } from './capabilities.ts';
import { createChatCompletionsBackend } from './chat-completions/backend.ts';
import type { Connection } from './connection.ts';
import { contextTokens } from './context-tokens.ts';
import { createEmbedder } from './embedder.ts';
import { listModelNames } from './list-models.ts';
import { createResponsesBackend } from './responses/backend.ts';
import { serviceOf } from './services.ts';
import type { Surroundings } from './surroundings.ts';

/** Extractive answers read any length; no prompt is sent anywhere. */
const ON_DEVICE_TOKENS = 1_000_000;

export type BackendParts = {
  readonly connections: {
    get(id: string): Promise<Connection | undefined>;
    default(): Promise<Connection | undefined>;
  };
  /** Null when there is no key for that origin. */
  readonly keyFor: (connectionId: string, origin: string) => Promise<string | null>;
  readonly onDevice: Backend;
  readonly surroundings: Surroundings;
  /** Without it, what servers refuse is learned again each time. */
  readonly capabilities?: Capabilities;
};

/** Which backend answers a run: by the name of its model, as lib/notation/model-name.ts reads it. */
export function createBackends({ connections, keyFor, onDevice, surroundings, capabilities }: BackendParts): Backends {
  const memoryOf = createServerMemories();
  const builtInTokens = createContextTokens(surroundings.builtIn);
  return {
    async choose(model) {
      const { connection, name } = await connectionNamed(model, connections);
      if (connection === undefined) return { connection_id: ON_DEVICE, model: name || ON_DEVICE };
      return { connection_id: connection.id, model: name || connection.model };
    },

    async open(connectionId, model) {
      if (connectionId === ON_DEVICE)
        return { backend: onDevice, connection_id: ON_DEVICE, model, context_tokens: ON_DEVICE_TOKENS };
      const connection = await connections.get(connectionId);
      if (connection === undefined) throw new AppFailure({ kind: 'connection-missing' });
      if (model === '') throw new AppFailure({ kind: 'no-model-chosen' });
      if (connection.protocol === 'built-in')
        return {
          backend: createBuiltInBackend(surroundings.builtIn, surroundings.idle),
          connection_id: connection.id,
          model,
          context_tokens: await builtInTokens(),
        };
      const key = await keyFor(connection.id, new URL(connection.base_url).origin);
      const service = serviceOf(connection.service);
      const opened = { ...connection, model, key };
      const embedding = { connection_id: connection.id, model: connection.embedding_model ?? '' };
      const resolved = {
        connection_id: connection.id,
        model,
        context_tokens: contextTokens(connection, model),
        ...(embedding.model === '' ? {} : { embedder: createEmbedder(opened, surroundings, embedding) }),
      };
      const memory =
        capabilities && createMemory(capabilities, { connection: opened, service, now: surroundings.now ?? Date.now });
      if (connection.protocol === 'assistants') {
        const kept = memory === undefined ? {} : { kept: memory };
        const backend = createAssistantsBackend(opened, surroundings, { memory: memoryOf(connection), ...kept });
        return { ...resolved, backend };
      }
      const create = connection.protocol === 'responses' ? createResponsesBackend : createChatCompletionsBackend;
      const backend = create(opened, surroundings, { patient: true, ...(memory === undefined ? {} : { memory }) });
      return { ...resolved, backend };
    },

    async models() {
      try {
        const connection = await connections.default();
        if (connection === undefined) return [ON_DEVICE];
        if (connection.protocol === 'built-in') return [connection.model];
        const key = await keyFor(connection.id, new URL(connection.base_url).origin);
        const { models } = await listModelNames({ ...connection, key }, surroundings);
        const own = connection.model;
        return own === '' || models.includes(own) ? models : [own, ...models];
      } catch {
        return []; // whoever asks wants names; a database that cannot be read is told of where it is needed
      }
    },
  };
}
