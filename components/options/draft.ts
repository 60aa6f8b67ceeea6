import type { Connection, HostedTools, Protocol } from '../../lib/models/connection.ts';
import type { Service } from '../../lib/models/services.ts';
import type { KeyChange } from '../../lib/panel/options/options-model.ts';
import type { ConnectionDraft, LocalServer } from '../../lib/protocol.ts';
import { serviceLabel } from './connections/service-label.ts';

export function emptyDraft(service: Service | undefined): ConnectionDraft {
  return {
    id: null,
    name: '',
    service: service?.id ?? 'custom',
    base_url: service?.base_url ?? '',
    protocol: defaultProtocol(service, service?.base_url ?? ''),
    model: '',
  };
}

/** A connection to a server that was found, with the best of its models. */
export function draftOfServer(
  { service, base_url, models }: LocalServer,
  services: readonly Service[],
): ConnectionDraft {
  return { ...emptyDraft(services.find(({ id }) => id === service)), service, base_url, model: models[0] ?? '' };
}

export function draftOf({ key_hint: _hint, created_at: _created, ...draft }: Connection): ConnectionDraft {
  return draft;
}

/** What a service speaks is known of its own address only; whatever stands in for it speaks Chat Completions most likely. */
export function defaultProtocol(service: Service | undefined, base_url: string): Protocol {
  const isItsOwn = service !== undefined && URL.parse(base_url)?.origin === URL.parse(service.base_url)?.origin;
  return isItsOwn ? service.protocol : 'chat-completions';
}

/** The draft as it is stored: with the address as it was understood, and never without a name. */
export function finishDraft(draft: ConnectionDraft, base_url: string, service: Service | undefined): ConnectionDraft {
  const { background, hosted_tools, embedding_model = '', ...kept } = draft;
  const embeds = embedding_model.trim() !== '' && ['responses', 'chat-completions'].includes(draft.protocol);
  const name = draft.name.trim() || serverName(base_url, service);
  const isResponses = draft.protocol === 'responses';
  const chosen = isResponses ? chosenTools(hosted_tools) : null;
  return {
    ...kept,
    name,
    base_url,
    model: draft.model.trim(),
    ...(isResponses && background === true ? { background } : {}),
    ...(embeds ? { embedding_model: embedding_model.trim() } : {}),
    ...(chosen === null ? {} : { hosted_tools: chosen }),
  };
}

/** The key as it was meant: people paste it with blanks around it, or with the word that stands before it in a request. */
export function finishKey(typed: KeyChange): KeyChange {
  return typed?.trim().replace(/^Bearer\s+/i, '') || (typed === null ? null : undefined);
}

/** Only what is on; null when nothing is. */
function chosenTools({ web_search, code_interpreter, vector_store_ids = [] }: HostedTools = {}): HostedTools | null {
  const tools = {
    ...(web_search === true ? { web_search } : {}),
    ...(code_interpreter === true ? { code_interpreter } : {}),
    ...(vector_store_ids.length > 0 ? { vector_store_ids } : {}),
  };
  return Object.keys(tools).length === 0 ? null : tools;
}

/** The service's name, or the host of a server of the user's own. */
export function serverName(base_url: string, service: Service | undefined): string {
  const known = service === undefined || service.id === 'custom' ? undefined : serviceLabel(service);
  return known || (URL.parse(base_url)?.host ?? base_url);
}
