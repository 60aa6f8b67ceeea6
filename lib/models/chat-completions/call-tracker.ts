import type { StreamPart } from '../../assistants/ports.ts';
import { recordOf, stringOf } from '../json.ts';

type CallPart = Extract<StreamPart, { type: 'tool-call-delta' }>;

type Call = {
  readonly id: string;
  name: string;
  /** Its place among the announced calls; null while its name is unknown. */
  index: number | null;
  /** Arguments that came before the name. */
  waiting: string;
};

type Entry = {
  readonly id: string;
  /** Need not be the call's place. */
  readonly server_index: number | null;
  readonly name: string;
  readonly arguments_delta: string;
};

/**
 * Puts function calls together from deltas of any server. A known id is that call and a new one a new call; without an id
 * the index tells, and without an index a name begins a new call and anything else belongs to the latest. `newCallId`
 * gives an id to calls whose server gave none.
 */
export function createCallTracker(newCallId: () => string) {
  const byId = new Map<string, Call>();
  /** The newest call of each server index: some servers number every call 0. */
  const byIndex = new Map<number, Call>();
  let latest: Call | undefined;
  let announced = 0;

  function find({ id, server_index, name }: Entry): Call | undefined {
    const there = server_index === null ? undefined : byIndex.get(server_index);
    // Some servers make up a new id for every delta; a call that begins has a name.
    if (id !== '') return byId.get(id) ?? (name === '' ? there : undefined);
    if (server_index !== null) return there;
    return name === '' ? latest : undefined;
  }

  function open({ id, server_index }: Entry): Call {
    const call = { id: id || newCallId(), name: '', index: null, waiting: '' };
    byId.set(call.id, call);
    if (server_index !== null) byIndex.set(server_index, call);
    latest = call;
    return call;
  }

  function push(entry: Entry): CallPart[] {
    const call = find(entry) ?? open(entry);
    call.name ||= entry.name;
    call.waiting += entry.arguments_delta;
    if (call.name === '' || (call.index !== null && call.waiting === '')) return [];
    call.index ??= announced++;
    const { id, name, index, waiting } = call;
    call.waiting = '';
    return [{ type: 'tool-call-delta', index, id, name, arguments_delta: waiting }];
  }

  return {
    /** The parts for one chunk's `tool_calls`. Each carries its call's id and name. */
    read(toolCalls: readonly unknown[]): CallPart[] {
      return toolCalls.map(readEntry).filter(saysSomething).flatMap(push);
    },
    /** Calls so far; one that never got a name is none. */
    get count() {
      return announced;
    },
  };
}

function readEntry(value: unknown): Entry {
  const entry = recordOf(value);
  const called = recordOf(entry['function']);
  const index = entry['index'];
  return {
    id: stringOf(entry['id']),
    server_index: typeof index === 'number' ? index : null,
    name: stringOf(called['name']),
    arguments_delta: readArguments(called['arguments']),
  };
}

/** JSON text, or the object itself. */
function readArguments(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : stringOf(value);
}

function saysSomething({ id, name, arguments_delta }: Entry): boolean {
  return id !== '' || name !== '' || arguments_delta !== '';
}
