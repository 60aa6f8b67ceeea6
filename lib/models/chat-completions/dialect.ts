import { IMAGES, refusesImages } from '../images.ts';
import { parseJson } from '../json.ts';
import type { WireRequest } from './wire.ts';

/** Fields a request can do without: the answer may differ a little, but it is an answer. */
const DISPENSABLE = ['stream_options', 'temperature', 'top_p', 'reasoning_effort', 'parallel_tool_calls'] as const;

type LimitField = 'max_tokens' | 'max_completion_tokens';

/** A thing that a server wants to be told in another way than the others. */
export type Quirk =
  /** `tool_choice` is a word: one function alone is `required` where no other is offered. */
  | 'named-choice'
  /** The word for `required` is `any`. */
  | 'required-is-any'
  /** JSON of any shape is asked for by a schema. */
  | 'json-by-schema'
  /** The model knows no system role; the user says it. */
  | 'no-system-role'
  /** Ids of calls are nine letters and digits. */
  | 'short-call-ids'
  /** Every message of the model comes with its thoughts, also one whose thoughts nobody knows. */
  | 'thoughts-everywhere'
  /** Every call comes with its signature, also one that another model made. */
  | 'signatures-everywhere';

/** What a server is known not to take as others do. */
export type Dialect = {
  /** Names of fields, on whatever level of the request; `images` for those of all messages. */
  readonly omit: ReadonlySet<string>;
  /** The names for the limit of an answer's tokens that may still work, the one to use first. */
  readonly limit_fields: readonly LimitField[];
  readonly quirks: ReadonlySet<Quirk>;
};

type Sent = Partial<WireRequest>;

/** How a refusal names a quirk, and whether there is anything in the request that it could mean. */
export const QUIRKS: readonly [quirk: Quirk, named: RegExp, concerns: (sent: Sent) => boolean][] = [
  ['named-choice', /\btool_choice\b/, ({ tool_choice }) => typeof tool_choice === 'object'],
  ['required-is-any', /\btool_choice\b.*\bany\b/s, ({ tool_choice }) => tool_choice === 'required'],
  ['json-by-schema', /\bresponse_format\b.*\bjson_schema\b/s, asksForAnyJson],
  [
    'no-system-role',
    /system role|\brole\b.{0,40}\bsystem\b|developer instruction/is,
    ({ messages = [] }) => has(messages, 'system'),
  ],
  ['short-call-ids', /\bid\b.*\blength of 9\b/s, ({ messages = [] }) => has(messages, 'tool')],
  ['thoughts-everywhere', /(missing|must)\b.*\breasoning_content|\breasoning_content\b.*\b(missing|must)\b/is, answers],
  ['signatures-everywhere', /missing.*thought_?signature|thought_?signature.*missing/is, answers],
];

export function newDialect(first: LimitField, quirks: readonly Quirk[] = []): Dialect {
  return {
    omit: new Set(),
    limit_fields: first === 'max_tokens' ? [first, 'max_completion_tokens'] : [first, 'max_tokens'],
    quirks: new Set(quirks),
  };
}

/**
 * The dialect without the fields of `sent` that the server's refusal names, and with the quirks that it shows; null when it
 * says nothing new, so that asking again would change nothing. Each refusal leaves less to learn, so asking again comes to an
 * end.
 */
export function learn(dialect: Dialect, sent: Sent, refusal: string): Dialect | null {
  const said = withoutEcho(refusal);
  if (showsImages(sent) && refusesImages(said)) return { ...dialect, omit: new Set([...dialect.omit, IMAGES]) };
  const shown = QUIRKS.find(
    ([quirk, named, concerns]) => !dialect.quirks.has(quirk) && named.test(said) && concerns(sent),
  );
  // What it wants said differently it does not want left out.
  if (shown !== undefined) return { ...dialect, quirks: new Set([...dialect.quirks, shown[0]]) };
  const isNamed = (field: string) => new RegExp(`\\b${field}\\b`).test(said);
  const omit = omissible(sent).filter((field) => !dialect.omit.has(field) && isNamed(field));
  if (/\binclude_usage\b/.test(said) && 'stream_options' in sent) omit.push('stream_options');
  const limit_fields = dialect.limit_fields.filter((field) => !(field in sent && isNamed(field)));
  if (omit.length === 0 && limit_fields.length === dialect.limit_fields.length) return null;
  return { ...dialect, omit: new Set([...dialect.omit, ...omit]), limit_fields };
}

/** Servers on pydantic repeat under `input` what they were sent, and with it the name of every field. */
function withoutEcho(refusal: string): string {
  const body = parseJson(refusal);
  return body === undefined
    ? refusal
    : JSON.stringify(body, (key, value: unknown) => (key === 'input' ? undefined : value));
}

/** The names of what could be left out of this request, inner fields included. */
function omissible(sent: Sent): string[] {
  const { tools = [], messages = [] } = sent;
  const inner = messages.flatMap((message) => {
    if (message.role !== 'assistant') return [];
    const { role: _role, content: _content, tool_calls = [], ...extra } = message;
    return [extra, ...tool_calls.map(({ id: _id, type: _type, function: _function, ...more }) => more)].flatMap(
      Object.keys,
    );
  });
  const strict = tools.some((tool) => tool.function.strict) ? ['strict'] : [];
  return [...DISPENSABLE.filter((field) => field in sent), ...strict, ...new Set(inner)];
}

function asksForAnyJson({ response_format }: Sent): boolean {
  return typeof response_format === 'object' && JSON.stringify(response_format) === '{"type":"json_object"}';
}

function answers({ messages = [] }: Sent): boolean {
  return has(messages, 'assistant');
}

function showsImages({ messages = [] }: Sent): boolean {
  return messages.some(({ role, content }) => role === 'user' && typeof content === 'object');
}

function has(messages: WireRequest['messages'], role: string): boolean {
  return messages.some((message) => message.role === role);
}
