/** Fields a request can do without: the answer may differ a little, but it is an answer. */
const DISPENSABLE = ['stream_options', 'temperature', 'top_p', 'reasoning_effort', 'parallel_tool_calls'] as const;

type LimitField = 'max_tokens' | 'max_completion_tokens';

/** What a server is known not to take. */
export type Dialect = {
  readonly omit: ReadonlySet<string>;
  /** The names for the limit of an answer's tokens that may still work, the one to use first. */
  readonly limit_fields: readonly LimitField[];
};

export function newDialect(first: LimitField): Dialect {
  return {
    omit: new Set(),
    limit_fields: first === 'max_tokens' ? [first, 'max_completion_tokens'] : [first, 'max_tokens'],
  };
}

/**
 * The dialect without the fields of `sent` that the server's refusal names; null when it names none, so that asking again
 * would change nothing. Each refusal makes the dialect smaller, so asking again comes to an end.
 */
export function learn(dialect: Dialect, sent: object, refusal: string): Dialect | null {
  const named = Object.keys(sent).filter((field) => new RegExp(`\\b${field}\\b`).test(refusal));
  const dispensable = DISPENSABLE.filter((field) => named.includes(field));
  if (/\binclude_usage\b/.test(refusal) && 'stream_options' in sent) dispensable.push('stream_options');
  const limit_fields = dialect.limit_fields.filter((field) => !named.includes(field));
  if (dispensable.length === 0 && limit_fields.length === dialect.limit_fields.length) return null;
  return { omit: new Set([...dialect.omit, ...dispensable]), limit_fields };
}
