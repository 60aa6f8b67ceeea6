import type { ModelRequest } from '../../assistants/ports.ts';
import type { HostedTools, OpenConnection } from '../connection.ts';
import type { Dialect } from './dialect.ts';

/** What a request may ask of one server beyond the model's words. */
export type Offers = {
  readonly hosted: HostedTools;
  /** Whether the models behind it are known to think unasked, and the server to give their thoughts encrypted. */
  readonly thinks: boolean;
};

export const NO_OFFERS: Offers = { hosted: {}, thinks: false };

const OFFICIAL = 'https://api.openai.com';

/**
 * The tools that the user has switched on, and the code interpreter of an assistant that has it: that one only where the API it
 * comes from is spoken by the company that performs it.
 */
export function offersOf({ base_url, hosted_tools = {} }: OpenConnection, request: ModelRequest): Offers {
  const isOfficial = new URL(base_url).origin === OFFICIAL;
  if (request.hosted_tools === 'none') return { hosted: {}, thinks: isOfficial };
  const interprets = isOfficial && request.hosted_tools?.includes('code_interpreter') === true;
  return { hosted: interprets ? { ...hosted_tools, code_interpreter: true } : hosted_tools, thinks: isOfficial };
}

export type HostedTool =
  | { readonly type: 'web_search' | 'web_search_preview' }
  | { readonly type: 'code_interpreter'; readonly container: { readonly type: 'auto' } }
  | { readonly type: 'file_search'; readonly vector_store_ids: readonly string[] };

type Type = HostedTool['type'];

/** As the request carries them, without those that the server does not take. A search of the web has an older name. */
export function wireTools(hosted: HostedTools, { omit }: Dialect, isJsonMode: boolean): HostedTool[] {
  const has = (type: Type) => !omit.has(`tools.${type}`);
  const search = (['web_search', 'web_search_preview'] as const).find(has);
  const { vector_store_ids = [] } = hosted;
  const tools: HostedTool[] = [];
  // OpenAI's server refuses a search of the web in JSON mode.
  if (hosted.web_search === true && search !== undefined && !isJsonMode) tools.push({ type: search });
  if (hosted.code_interpreter === true && has('code_interpreter'))
    tools.push({ type: 'code_interpreter', container: { type: 'auto' } });
  if (vector_store_ids.length > 0 && has('file_search')) tools.push({ type: 'file_search', vector_store_ids });
  return tools;
}

/** What the server leaves out of its answer unless it is asked for. */
const INCLUDES: Readonly<Record<Type, string>> = {
  web_search: 'web_search_call.action.sources',
  web_search_preview: 'web_search_call.action.sources',
  code_interpreter: 'code_interpreter_call.outputs',
  file_search: 'file_search_call.results',
};

export const THOUGHTS = 'reasoning.encrypted_content';

export function wireIncludes(tools: readonly HostedTool[], wantsThoughts: boolean, { omit }: Dialect): string[] {
  const wanted = [...tools.map(({ type }) => INCLUDES[type]), ...(wantsThoughts ? [THOUGHTS] : [])];
  return wanted.filter((name) => !omit.has(`include.${name}`));
}
