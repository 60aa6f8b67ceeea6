import { useRef, useState } from 'preact/hooks';
import type { Connection, Protocol } from '../../../lib/models/connection.ts';
import type { Service } from '../../../lib/models/services.ts';
import type { KeyChange, OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft, ListedModel, ModelList } from '../../../lib/protocol.ts';
import { defaultProtocol, finishDraft, finishKey } from '../draft.ts';
import type { FormOutcome } from '../form-outcome.tsx';
import { useNewest } from './use-newest.ts';
import { type TypedConnection, useSave } from './use-save.ts';

type Parts = {
  readonly initial: ConnectionDraft;
  /** Last characters of the stored key, null without one. */
  readonly key_hint: string | null;
  readonly state: Pick<OptionsState, 'services' | 'isGranted'>;
  readonly actions: Pick<OptionsActions, 'save' | 'test' | 'listModels' | 'readAddress'>;
  /** What was typed into the form another time and not saved. */
  readonly typed?: TypedConnection | undefined;
  /** Called with what is typed and not saved, and with null when there is nothing any more. `id`, of the connection. */
  readonly onTyped?: (id: string | null, typed: TypedConnection | null) => void;
};

/** What a connection's form holds and does. Whatever may ask for a permission is called before anything is awaited. */
export function useConnectionForm({ initial, key_hint, state, actions, typed, onTyped }: Parts) {
  const [draft, setDraft] = useState(typed?.draft ?? initial);
  const [hint, setHint] = useState(key_hint);
  const [key, setKey] = useState<KeyChange>(typed?.key);
  const [outcome, setOutcome] = useState<FormOutcome>({ status: 'none' });
  const settle = useNewest();
  const store = useSave(actions.save);
  const listed = useRef<readonly ListedModel[]>([]);
  const service = state.services.find(({ id }) => id === draft.service);
  /** Until the user chooses, or saves, a protocol follows from the service and its address. */
  const hasProtocol = useRef(initial.id !== null || draft.protocol !== protocolOf(draft, state.services));
  // The browser's own model has no address, and needs none.
  const address = draft.protocol === 'built-in' ? '' : actions.readAddress(draft.base_url);
  const finished = address === null ? null : ([finishDraft(draft, address, service), finishKey(key)] as const);

  const refuse = () => {
    setOutcome({ status: 'bad-address' });
    return null;
  };
  const save = () => {
    const answer = finished === null ? refuse() : store({ draft, key }, ...finished);
    if (answer === null) return;
    answer.then((result) => result.status === 'saved' && goOnWith(result.connection));
    settle(answer, (result) => setOutcome({ status: 'save', result }));
    setOutcome({ status: 'saving' });
  };
  const goOnWith = ({ id, name, base_url, key_hint: stored }: Connection) => {
    hasProtocol.current = true;
    setDraft((now) => ({ ...now, id, name: now.name || name, base_url: now === draft ? base_url : now.base_url }));
    setHint(stored);
    setKey(undefined);
    onTyped?.(draft.id, null);
  };
  const test = () => {
    const answer = finished === null ? refuse() : actions.test(...finished);
    if (answer === null) return;
    settle(answer, (result) => setOutcome({ status: 'test', result }));
    setOutcome({ status: 'testing' });
  };
  const listModels = (): Promise<ModelList> | null => {
    if (finished === null) return refuse();
    const answer = actions.listModels(...finished);
    answer.then(({ models }) => setDraft((now) => (now.base_url === draft.base_url ? takeList(now, models) : now)));
    return answer;
  };
  const takeList = (now: ConnectionDraft, models: readonly ListedModel[]) => {
    listed.current = models;
    return withContext(now, models, models.length === 0 ? now.model : null);
  };
  const edit = (change: Partial<ConnectionDraft>) => {
    const next = { ...draft, ...change };
    // What one server has listed says nothing of another's models.
    const moved = next.base_url !== draft.base_url || next.service !== draft.service;
    if (moved) listed.current = [];
    const protocol = hasProtocol.current ? next.protocol : protocolOf(next, state.services);
    const typedNow = withContext({ ...next, protocol }, listed.current, moved ? null : draft.model);
    setDraft(typedNow);
    onTyped?.(draft.id, { draft: typedNow, key });
    setOutcome({ status: 'none' });
  };
  const changeProtocol = (protocol: Protocol) => {
    hasProtocol.current = true;
    edit({ protocol });
  };
  const changeKey = (change: KeyChange) => {
    setKey(change);
    onTyped?.(draft.id, { draft, key: change });
    setOutcome({ status: 'none' });
  };
  const changeService = (id: string) => {
    const next = state.services.find((one) => one.id === id);
    if (next !== undefined) edit(withService(draft, next, service));
  };
  const does = { edit, changeKey, changeProtocol, changeService, save, test, listModels };
  return { draft, hint, key, outcome, service, address, ask_host: hostToAskFor(address, state.isGranted), ...does };
}

function protocolOf({ service, base_url }: ConnectionDraft, services: OptionsState['services']): Protocol {
  return defaultProtocol(
    services.find(({ id }) => id === service),
    base_url,
  );
}

/** What the server has listed of the model in the draft. `known_of`: the model whose number stays where nothing was listed. */
function withContext(draft: ConnectionDraft, models: readonly ListedModel[], known_of: string | null): ConnectionDraft {
  const { context_tokens: known, ...rest } = draft;
  const listed = models.find(({ id }) => id === draft.model.trim())?.context_tokens ?? null;
  const tokens = listed ?? (draft.model === known_of ? known : undefined);
  return tokens === undefined ? rest : { ...rest, context_tokens: tokens };
}

/** Another service brings its address along, unless the user has typed one of their own. */
function withService(draft: ConnectionDraft, next: Service, before: Service | undefined): ConnectionDraft {
  // The browser's own model brings everything along, and takes it away again.
  if (next.protocol === 'built-in' || draft.protocol === 'built-in') {
    const model = next.protocol === 'built-in' ? next.model : '';
    return { ...draft, service: next.id, base_url: next.base_url, protocol: next.protocol, model };
  }
  const untouched = draft.base_url === '' || draft.base_url === before?.base_url;
  return { ...draft, service: next.id, base_url: untouched ? next.base_url : draft.base_url };
}

function hostToAskFor(address: string | null, isGranted: OptionsState['isGranted']): string | null {
  const url = address === null ? null : URL.parse(address);
  return url === null || isGranted(url.origin) ? null : url.host;
}
