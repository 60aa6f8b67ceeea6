import type { CallExtra, StreamPart } from '../../assistants/ports.ts';
import { recordOf, stringOf } from '../json.ts';

type CallPart = Extract<StreamPart, { type: 'tool-call-delta' }>;

type Call = {
  id: string;
  name: string;
  /** Everything that is known of its arguments. */
  known: string;
  /** Characters of `known` that were handed on. */
  told: number;
  /** What its server wants back with it. */
  extra: CallExtra | undefined;
  told_extra: boolean;
  /** Its place among the announced calls; null while its name is unknown. */
  index: number | null;
};

/** Which call an event speaks of. */
type Place = { readonly item_id: string; readonly output_index: number | null };

export type Calls = {
  /** A `function_call` item as it begins, as it ends, or in a whole response. `extra` counts where there was none before. */
  item(item: unknown, place: Place, extra?: CallExtra): CallPart[];
  argumentsDelta(delta: string, place: Place): CallPart[];
  argumentsDone(name: string, whole: string, place: Place): CallPart[];
  /** Calls so far; one that never got a name is none. */
  readonly count: number;
  /** Whether anything of a call has come. */
  readonly begun: boolean;
};

/**
 * Puts function calls together. Arguments come as deltas, whole, or both; ids of items may change from event to event (some
 * gateways), so an unknown one is looked up by its place in the output.
 */
export function createCalls(newCallId: () => string): Calls {
  const byCallId = new Map<string, Call>();
  const byItemId = new Map<string, Call>();
  const byPlace = new Map<number, Call>();
  let latest: Call | undefined;
  let announced = 0;

  function find({ item_id, output_index }: Place): Call | undefined {
    return byItemId.get(item_id) ?? (output_index === null ? latest : byPlace.get(output_index));
  }

  function keep(call: Call, { item_id, output_index }: Place): Call {
    if (item_id !== '') byItemId.set(item_id, call);
    if (output_index !== null) byPlace.set(output_index, call);
    latest = call;
    return call;
  }

  function open(): Call {
    return { id: newCallId(), name: '', known: '', told: 0, extra: undefined, told_extra: false, index: null };
  }

  /** A call whose arguments came before its item has no name yet and takes the item's id. */
  function callOf(id: string, place: Place): Call {
    const there = find(place);
    if (id === '') return there ?? open();
    const call = byCallId.get(id) ?? (there?.name === '' ? there : open());
    call.id = id;
    byCallId.set(id, call);
    return call;
  }

  function tell(call: Call): CallPart[] {
    const isNew = call.index === null;
    const hasExtra = call.extra !== undefined && !call.told_extra;
    if (call.name === '' || (!isNew && !hasExtra && call.told === call.known.length)) return [];
    call.index ??= announced++;
    const { id, name, index, extra } = call;
    const arguments_delta = call.known.slice(call.told);
    call.told = call.known.length;
    const part = { type: 'tool-call-delta', index, id, name, arguments_delta } as const;
    if (!hasExtra || extra === undefined) return [part];
    call.told_extra = true;
    return [{ ...part, extra }];
  }

  function whole(call: Call, name: string, text: string): CallPart[] {
    call.name ||= name;
    // Only ever more of the same: what was handed on cannot be taken back.
    if (text.startsWith(call.known)) call.known = text;
    return tell(call);
  }

  return {
    item(value, place, extra) {
      const item = recordOf(value);
      const there = { item_id: stringOf(item['id']) || place.item_id, output_index: place.output_index };
      const call = keep(callOf(stringOf(item['call_id']), there), there);
      call.extra ??= extra;
      return whole(call, stringOf(item['name']), readArguments(item['arguments']));
    },
    argumentsDelta(delta, place) {
      const call = find(place) ?? keep(open(), place);
      call.known += delta;
      return tell(call);
    },
    argumentsDone: (name, text, place) => whole(find(place) ?? keep(open(), place), name, text),
    get count() {
      return announced;
    },
    get begun() {
      return latest !== undefined;
    },
  };
}

/** JSON text, or the object itself. */
function readArguments(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : stringOf(value);
}
