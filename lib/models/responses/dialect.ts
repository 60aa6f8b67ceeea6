import { IMAGES, refusesImages } from '../images.ts';
import { listOf, recordOf } from '../json.ts';
import { refusedOfTools } from './refused-tools.ts';

/**
 * Fields a request can do without: the answer may differ a little, but it is an answer. `store` is not among them: without it
 * servers store. `background` is dropped together with its `store: true`.
 */
const DISPENSABLE = [
  'temperature',
  'top_p',
  'parallel_tool_calls',
  'reasoning',
  'max_output_tokens',
  'background',
] as const;

/** What a server, or its model, is known not to take: fields, `reasoning.summary`, `tools.<type>`, `include.<value>`, `images`. */
export type Dialect = { readonly omit: ReadonlySet<string> };

export const NEW_DIALECT: Dialect = { omit: new Set() };

/**
 * The dialect without the fields of `sent` that the server's refusal names; null when it names none, so that asking again
 * would change nothing. Each refusal makes the dialect smaller, so asking again comes to an end.
 */
export function learn({ omit }: Dialect, sent: object, refusal: string): Dialect | null {
  if (showsImages(sent) && !omit.has(IMAGES) && refusesImages(refusal)) return { omit: new Set([...omit, IMAGES]) };
  const ofTools = refusedOfTools(recordOf(sent), refusal).filter((place) => !omit.has(place));
  if (ofTools.length > 0) return { omit: new Set([...omit, ...ofTools]) };
  // Organizations that are not verified get no summaries of thoughts, but may say how hard to think.
  const refusesSummary = 'reasoning' in sent && /\breasoning[ ._]+summar(y|ies)\b/i.test(refusal);
  if (refusesSummary && !omit.has('reasoning.summary')) return { omit: new Set([...omit, 'reasoning.summary']) };
  const named = DISPENSABLE.filter((field) => field in sent && new RegExp(`\\b${field}\\b`).test(refusal));
  return named.length === 0 ? null : { omit: new Set([...omit, ...named]) };
}

function showsImages(sent: object): boolean {
  const parts = listOf(recordOf(sent)['input']).flatMap((item) => listOf(recordOf(item)['content']));
  return parts.some((part) => recordOf(part)['type'] === 'input_image');
}
