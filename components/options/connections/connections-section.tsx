import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft } from '../../../lib/protocol.ts';
import { Choice } from '../choice.tsx';
import { draftOf, draftOfServer, emptyDraft } from '../draft.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { LocalServers } from './local-servers.tsx';
import type { TypedConnection } from './use-save.ts';

type Props = {
  readonly state: OptionsState;
  readonly actions: OptionsActions;
};

/** The one open form. `ticket` tells one opening from the next; `typed`, what it held when another took its place. */
type OpenForm = {
  readonly ticket: number;
  readonly draft: ConnectionDraft;
  readonly key_hint: string | null;
  readonly typed?: TypedConnection | undefined;
};

export function ConnectionsSection({ state, actions }: Props) {
  const [form, setForm] = useState<OpenForm | null>(null);
  const tickets = useRef(0);
  const addButton = useRef<HTMLButtonElement>(null);
  /** By the connection's id; of a new one, null. In memory alone: a key is among it. */
  const unsaved = useRef(new Map<string | null, TypedConnection>());
  const onTyped = (id: string | null, typed: TypedConnection | null) =>
    typed === null ? unsaved.current.delete(id) : unsaved.current.set(id, typed);
  const open = (draft: ConnectionDraft, key_hint: string | null, typed = unsaved.current.get(draft.id)) =>
    setForm({ ticket: ++tickets.current, draft, key_hint, typed });
  const close = (id: string | null) => {
    onTyped(id, null);
    setForm(null);
    addButton.current?.focus();
  };
  const remove = (id: string) => {
    actions.remove(id);
    onTyped(id, null);
    addButton.current?.focus();
  };
  const drawForm = ({ ticket, draft, ...rest }: OpenForm) => (
    <ConnectionForm
      key={ticket}
      initial={draft}
      {...rest}
      state={state}
      actions={actions}
      onTyped={onTyped}
      onClose={close}
    />
  );
  return (
    <section aria-labelledby="connections">
      <h2 id="connections">{t('connections')}</h2>
      <fieldset class="choice-list">
        <legend class="quiet">{t('connections_who')}</legend>
        <Choice
          group="default-connection"
          name={t('on_device')}
          detail={t('on_device_detail')}
          chosen={state.default_id === null}
          onChoose={() => actions.makeDefault(null)}
        />
        {state.connections.map((connection) => (
          <div key={connection.id}>
            <ConnectionRow
              connection={connection}
              chosen={connection.id === state.default_id}
              onChoose={() => actions.makeDefault(connection.id)}
              onEdit={() => open(draftOf(connection), connection.key_hint)}
              onRemove={() => remove(connection.id)}
            />
            {form?.draft.id === connection.id && drawForm(form)}
          </div>
        ))}
      </fieldset>
      {form?.draft.id === null && drawForm(form)}
      <LocalServers
        services={state.services}
        onFind={actions.findLocalServers}
        onUse={(server) => {
          unsaved.current.delete(null);
          open(draftOfServer(server, state.services), null);
        }}
      >
        <button
          ref={addButton}
          type="button"
          class="button"
          data-look={form === null && state.connections.length === 0 ? 'primary' : 'quiet'}
          onClick={() => open(emptyDraft(state.services[0]), null)}
        >
          {t('add_connection')}
        </button>
      </LocalServers>
    </section>
  );
}
