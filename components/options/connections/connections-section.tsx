import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft } from '../../../lib/protocol.ts';
import { Choice } from '../choice.tsx';
import { draftOf, draftOfServer, emptyDraft } from '../draft.ts';
import { ConnectionForm } from './connection-form.tsx';
import { ConnectionRow } from './connection-row.tsx';
import { LocalServers } from './local-servers.tsx';

type Props = {
  readonly state: OptionsState;
  readonly actions: OptionsActions;
};

/** The one open form. `ticket` tells one opening from the next. */
type OpenForm = { readonly ticket: number; readonly draft: ConnectionDraft; readonly key_hint: string | null };

export function ConnectionsSection({ state, actions }: Props) {
  const [form, setForm] = useState<OpenForm | null>(null);
  const tickets = useRef(0);
  const addButton = useRef<HTMLButtonElement>(null);
  const open = (draft: ConnectionDraft, key_hint: string | null) =>
    setForm({ ticket: ++tickets.current, draft, key_hint });
  const close = () => {
    setForm(null);
    addButton.current?.focus();
  };
  const drawForm = ({ ticket, draft, key_hint }: OpenForm) => (
    <ConnectionForm key={ticket} initial={draft} key_hint={key_hint} state={state} actions={actions} onClose={close} />
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
              onRemove={() => actions.remove(connection.id)}
            />
            {form?.draft.id === connection.id && drawForm(form)}
          </div>
        ))}
      </fieldset>
      {form?.draft.id === null && drawForm(form)}
      <LocalServers
        services={state.services}
        onFind={actions.findLocalServers}
        onUse={(server) => open(draftOfServer(server, state.services), null)}
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
