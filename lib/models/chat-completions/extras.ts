import type { CallExtra } from '../../assistants/ports.ts';
import { listOf, stringOf } from '../json.ts';

/**
 * What a server wants back although it is no part of the protocol: on a call, thought signatures (`extra_content` at Gemini,
 * `provider_specific_fields` behind LiteLLM); on a message with calls, the thoughts before them (`reasoning_content` at
 * DeepSeek, Moonshot, Alibaba and xAI, `reasoning_details` at OpenRouter). All of it is kept with the call, a message's with
 * its first one.
 */
const CALL_FIELDS = ['extra_content', 'provider_specific_fields'];
const MESSAGE_FIELDS = ['reasoning_content', 'reasoning_details'];

/** Fields of a call as a server sent it; null when there are none. */
export function extraOfCall(entry: Readonly<Record<string, unknown>>): CallExtra | null {
  return pick(entry, CALL_FIELDS);
}

export type Thoughts = {
  /** Takes what one more delta adds, where it adds any. */
  add(delta: Readonly<Record<string, unknown>>): void;
  /** As they would be sent back; null while there are none. */
  readonly all: CallExtra | null;
  /** Characters and list entries so far. */
  readonly size: number;
};

/** Puts the thoughts of one message together from its deltas: texts grow, and so do lists. */
export function createThoughts(): Thoughts {
  const details: unknown[] = [];
  let text = '';
  return {
    add(delta) {
      text += stringOf(delta['reasoning_content']);
      for (const detail of listOf(delta['reasoning_details'])) details.push(detail);
    },
    get all() {
      const thoughts = {
        ...(text === '' ? {} : { reasoning_content: text }),
        ...(details.length === 0 ? {} : { reasoning_details: [...details] }),
      };
      return Object.keys(thoughts).length === 0 ? null : thoughts;
    },
    get size() {
      return text.length + details.length;
    },
  };
}

/** Written where nobody knows a message's thoughts. Servers that ask for them take an empty text for none. */
const NO_THOUGHTS = ' ';

/** Google's own word for a call that another model made (ai.google.dev, "Thought signatures"). */
const NO_SIGNATURE = { extra_content: { google: { thought_signature: 'skip_thought_signature_validator' } } };

export type EchoRules = { readonly omit: ReadonlySet<string>; readonly quirks: ReadonlySet<string> };

/** What is sent with a message that made these calls. */
export function echoOfMessage(extras: readonly CallExtra[], { omit, quirks }: EchoRules): CallExtra {
  const known = extras.map((extra) => pick(extra, MESSAGE_FIELDS)).find((picked) => picked !== null) ?? {};
  const owed = quirks.has('thoughts-everywhere') ? { reasoning_content: NO_THOUGHTS } : {};
  return without({ ...owed, ...known }, omit);
}

/** What is sent with a call. */
export function echoOfCall(extra: CallExtra, { omit, quirks }: EchoRules): CallExtra {
  return without(pick(extra, CALL_FIELDS) ?? (quirks.has('signatures-everywhere') ? NO_SIGNATURE : {}), omit);
}

function pick(record: Readonly<Record<string, unknown>>, fields: readonly string[]): CallExtra | null {
  const picked = fields.filter((field) => record[field] !== undefined && record[field] !== null);
  return picked.length === 0 ? null : Object.fromEntries(picked.map((field) => [field, record[field]]));
}

function without(record: CallExtra, omit: ReadonlySet<string>): CallExtra {
  return Object.fromEntries(Object.entries(record).filter(([field]) => !omit.has(field)));
}
