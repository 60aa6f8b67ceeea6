import { useRef, useState } from 'preact/hooks';
import type { Protocol } from '../../../lib/models/connection.ts';
import type { Service } from '../../../lib/models/services.ts';
import type { KeyChange, OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft, ListedModel, ModelList } from '../../../lib/protocol.ts';
import { defaultProtocol, finishDraft } from '../draft.ts';
import type { FormOutcome } from '../form-outcome.tsx';

type Parts = {
  readonly initial: ConnectionDraft;
  /** Last characters of the stored key, null without one. */
  readonly key_hint: string | null;
  readonly state: Pick<OptionsState, 'services' | 'isGranted'>;
  readonly actions: Pick<OptionsActions, 'save' | 'test' | 'listModels' | 'readAddress'>;
};

/** What a connection's form holds and does. Whatever may ask for a permission is called before anything is awaited. */
export function useConnectionForm({ initial, key_hint, state, actions }: Parts) {
  const [draft, setDraft] = useState(initial);
  const [hint, setHint] = useState(key_hint);
  const [key, setKey] = useState<KeyChange>(undefined);
  const [outcome, setOutcome] = useState<FormOutcome>({ status: 'none' });
  const newest = useRef(0);
  const listed = useRef<readonly ListedModel[]>([]);
  /** Until the user chooses, or saves, a protocol follows from the service and its address. */
  const hasProtocol = useRef(initial.id !== null);
  const service = state.services.find(({ id }) => id === draft.service);
  // The browser's own model has no address, and needs none.
  const address = draft.protocol === 'built-in' ? '' : actions.readAddress(draft.base_url);

  /** Only the newest click may say how it ended. */
  const settle = <T>(answer: Promise<T>, end: (result: T) => void) => {
    const ticket = ++newest.current;
    answer.then((result) => {
      if (ticket === newest.current) end(result);
    });
  };
  const save = () => {
    if (address === null) return setOutcome({ status: 'bad-address' });
    settle(actions.save(finishDraft(draft, address, service), key), (result) => {
      setOutcome({ status: 'save', result });
      if (result.status === 'failed') return;
      const { id, name, base_url } = result.connection;
      hasProtocol.current = true;
      setDraft((now) => ({ ...now, id, name: now.name || name, base_url: now === draft ? base_url : now.base_url }));
      setHint(result.connection.key_hint);
      setKey(undefined);
    });
    setOutcome({ status: 'saving' });
  };
  const test = () => {
    if (address === null) return setOutcome({ status: 'bad-address' });
    settle(actions.test(finishDraft(draft, address, service), key), (result) => setOutcome({ status: 'test', result }));
    setOutcome({ status: 'testing' });
  };
  const listModels = (): Promise<ModelList> | null => {
    if (address === null) {
      setOutcome({ status: 'bad-address' });
      return null;
    }
    const answer = actions.listModels(finishDraft(draft, address, service), key);
    answer.then(({ models }) =>
      setDraft((now) => {
        if (now.base_url !== draft.base_url) return now;
        listed.current = models;
        return withContext(now, models, models.length === 0 ? now.model : null);
      }),
    );
    return answer;
  };
  const edit = (change: Partial<ConnectionDraft>) => {
    const next = { ...draft, ...change };
    // What one server has listed says nothing of another's models.
    const moved = next.base_url !== draft.base_url || next.service !== draft.service;
    if (moved) listed.current = [];
    const edited = state.services.find(({ id }) => id === next.service);
    const protocol = hasProtocol.current ? next.protocol : defaultProtocol(edited, next.base_url);
    setDraft(withContext({ ...next, protocol }, listed.current, moved ? null : draft.model));
    setOutcome({ status: 'none' });
  };
  const changeProtocol = (protocol: Protocol) => {
    hasProtocol.current = true;
    edit({ protocol });
  };
  const changeKey = (change: KeyChange) => {
    setKey(change);
    setOutcome({ status: 'none' });
  };
  const changeService = (id: string) => {
    const next = state.services.find((one) => one.id === id);
    if (next !== undefined) edit(withService(draft, next, service));
  };
  const ask_host = hostToAskFor(address, state.isGranted);
  const does = { edit, changeKey, changeProtocol, changeService, save, test, listModels };
  return { draft, hint, key, outcome, service, ask_host, ...does };
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
