import { listOf, parseJson, recordOf, stringOf } from '../json.ts';
import { THOUGHTS } from './hosted-tools.ts';

type Sent = Readonly<Record<string, unknown>>;

/** What the server lists as allowed is not what it refuses. */
const ALLOWED =
  /\b(supported|allowed|valid|possible|permitted) (values?|tools?|types?)\b.*$|\b(expected|should be|must be)\b.*$/is;

/** `The following tools cannot be used with reasoning.effort 'minimal': web_search.` */
const COMBINED = /\b(cannot|can't|not) be (used|combined)( together)? with\W+(reasoning|text\.|response|json)/i;

const HOSTED: Readonly<Record<string, RegExp>> = {
  web_search: /\bweb[ _]search\b/i,
  web_search_preview: /\bweb[ _]search([ _]preview)?\b/i,
  code_interpreter: /\bcode[ _]interpreter\b/i,
  file_search: /\bfile[ _]search\b/i,
};

/** Places in the dialect of what was sent for the server's own tools and is refused; empty when the refusal is about something else. */
export function refusedOfTools(sent: Sent, refusal: string): string[] {
  const said = sentenceOf(refusal);
  // Two things that do not go together: neither of them is refused by itself, and the user chose both.
  if (COMBINED.test(said.what)) return [];
  const includes = refusedIncludes(sent, said);
  return includes.length > 0 ? includes : refusedTools(sent, said);
}

type Said = { readonly where: string; readonly what: string };

/** `what`: the server's words without those about what it allows. */
function sentenceOf(refusal: string): Said {
  const body = recordOf(parseJson(refusal));
  const error = recordOf(body['error']);
  const message = stringOf(error['message']) || stringOf(body['message']) || refusal;
  return { where: stringOf(error['param']) || message, what: message.replace(ALLOWED, '') };
}

function refusedIncludes(sent: Sent, { where, what }: Said): string[] {
  const includes = listOf(sent['include']).map(stringOf);
  const echoes = listOf(sent['input']).some((item) => recordOf(item)['type'] === 'reasoning');
  if ((echoes || includes.includes(THOUGHTS)) && /\bencrypted[ _]content\b/i.test(what)) return [`include.${THOUGHTS}`];
  if (includes.length === 0) return [];
  const placed = includes[placeIn('include', where)];
  if (placed !== undefined) return [`include.${placed}`];
  const named = includes.filter((name) => what.includes(name));
  if (named.length > 0) return named.map((name) => `include.${name}`);
  return /\binclude\b/.test(`${where} ${what}`) ? ['include'] : [];
}

function refusedTools(sent: Sent, { where, what }: Said): string[] {
  const tools = listOf(sent['tools']).map((tool) => stringOf(recordOf(tool)['type']));
  const hosted = tools.filter((type) => type in HOSTED);
  // Ids that the user has typed are theirs to correct: an answer without their files would only look like one.
  if (hosted.length === 0 || /vector[ _]?store/i.test(where + what)) return [];
  const placed = tools[placeIn('tools', where)];
  if (placed !== undefined) return placed in HOSTED ? [`tools.${placed}`] : [];
  const named = hosted.filter((type) => HOSTED[type]?.test(what));
  const refused = named.length === 0 && /\btools?\b/i.test(`${where} ${what}`) ? hosted : named;
  return refused.map((type) => `tools.${type}`);
}

/** Of `tools[1]`, `tools.1` and `'tools', 1`; -1 where no place is named. */
function placeIn(field: string, text: string): number {
  const place = new RegExp(`\\b${field}["']?\\s*[[.,]\\s*(\\d+)`).exec(text)?.[1];
  return place === undefined ? -1 : Number(place);
}
