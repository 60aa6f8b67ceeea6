import type { CallExtra, StreamPart } from '../../assistants/ports.ts';
import { recordOf, stringOf } from '../json.ts';
import { extraOfCall, type Thoughts } from './extras.ts';

type CallPart = Extract<StreamPart, { type: 'tool-call-delta' }>;

type Call = {
  readonly id: string;
  name: string;
  /** Its place among the announced calls; null while its name is unknown. */
  index: number | null;
  /** Arguments that came before the name. */
  waiting: string;
  /** What its server wants back with it, and how much of that has been handed on. */
  extra: CallExtra | null;
  told: { readonly extra: CallExtra | null; readonly thoughts: number };
};

type Entry = {
  readonly id: string;
  /** Need not be the call's place. */
  readonly server_index: number | null;
  readonly name: string;
  readonly arguments_delta: string;
  readonly extra: CallExtra | null;
};

const NOTHING = { extra: null, thoughts: 0 };

/**
 * Puts function calls together from deltas of any server. A known id is that call and a new one a new call; without an id
 * the index tells, and without an index a name begins a new call and anything else belongs to the latest. `newCallId`
 * gives an id to calls whose server gave none. The first call carries the message's thoughts.
 */
export function createCallTracker(newCallId: () => string, thoughts: Thoughts) {
  const byId = new Map<string, Call>();
  /** The newest call of each server index: some servers number every call 0. */
  const byIndex = new Map<number, Call>();
  let first: Call | undefined;
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
    const call = { id: id || newCallId(), name: '', index: null, waiting: '', extra: null, told: NOTHING };
    byId.set(call.id, call);
    if (server_index !== null) byIndex.set(server_index, call);
    latest = call;
    return call;
  }

  function push(entry: Entry): CallPart[] {
    const call = find(entry) ?? open(entry);
    call.name ||= entry.name;
    call.waiting += entry.arguments_delta;
    call.extra = entry.extra ?? call.extra;
    if (call.name === '') return [];
    const isNew = call.index === null;
    if (isNew && announced === 0) first = call;
    call.index ??= announced++;
    return isNew || call.waiting !== '' || entry.extra !== null ? [partOf(call, call.index)] : [];
  }

  function partOf(call: Call, index: number): CallPart {
    const { id, name, waiting } = call;
    const extra = hasNews(call) ? { ...(call === first ? thoughts.all : null), ...call.extra } : null;
    call.waiting = '';
    call.told = known(call);
    return { type: 'tool-call-delta', index, id, name, arguments_delta: waiting, ...(extra === null ? {} : { extra }) };
  }

  function known(call: Call): Call['told'] {
    return { extra: call.extra, thoughts: call === first ? thoughts.size : 0 };
  }

  function hasNews(call: Call): boolean {
    const { extra, thoughts: size } = known(call);
    return extra !== call.told.extra || size !== call.told.thoughts;
  }

  return {
    /** The parts for one chunk's `tool_calls`. Each carries its call's id and name. */
    read(toolCalls: readonly unknown[]): CallPart[] {
      return toolCalls.map(readEntry).filter(saysSomething).flatMap(push);
    },
    /** Thoughts that came behind the first call's last words. */
    end(): CallPart[] {
      return first !== undefined && hasNews(first) ? [partOf(first, 0)] : [];
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
    extra: extraOfCall(entry),
  };
}

/** JSON text, or the object itself. */
function readArguments(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : stringOf(value);
}

function saysSomething({ id, name, arguments_delta, extra }: Entry): boolean {
  return id !== '' || name !== '' || arguments_delta !== '' || extra !== null;
}
