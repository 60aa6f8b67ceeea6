import type { Connection } from '../../lib/models/connection.ts';
import type { Service } from '../../lib/models/services.ts';
import type { ConnectionDraft } from '../../lib/protocol.ts';

export function emptyDraft(service: Service | undefined): ConnectionDraft {
  return {
    id: null,
    name: '',
    service: service?.id ?? 'custom',
    base_url: service?.base_url ?? '',
    protocol: 'chat-completions',
    model: '',
  };
}

export function draftOf({ id, name, service, base_url, protocol, model }: Connection): ConnectionDraft {
  return { id, name, service, base_url, protocol, model };
}

/** The draft as it is stored: with the address as it was understood, and never without a name. */
export function finishDraft(draft: ConnectionDraft, base_url: string, service: Service | undefined): ConnectionDraft {
  const known = service === undefined || service.id === 'custom' ? undefined : service.label;
  const name = draft.name.trim() || known || (URL.parse(base_url)?.host ?? base_url);
  return { ...draft, name, base_url, model: draft.model.trim() };
}
