import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import type { ConnectionDraft } from '../../../lib/protocol.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { serverName } from '../draft.ts';
import { Field } from '../field.tsx';
import { OutcomeLine } from '../form-outcome.tsx';
import { AddressField } from './address-field.tsx';
import { BackgroundField } from './background-field.tsx';
import { BuiltInField } from './built-in-field.tsx';
import { EmbeddingField } from './embedding-field.tsx';
import { HostedToolsField } from './hosted-tools-field.tsx';
import { KeyField } from './key-field.tsx';
import { ModelField } from './model-field.tsx';
import { ProtocolField } from './protocol-field.tsx';
import { serviceLabel } from './service-label.ts';
import { useConnectionForm } from './use-connection-form.ts';
import type { TypedConnection } from './use-save.ts';

type Props = {
  readonly initial: ConnectionDraft;
  /** Last characters of the stored key, null without one. */
  readonly key_hint: string | null;
  readonly state: OptionsState;
  readonly actions: OptionsActions;
  readonly typed?: TypedConnection | undefined;
  readonly onTyped?: (id: string | null, typed: TypedConnection | null) => void;
  /** With the id of the connection, null where it is none yet. */
  readonly onClose: (id: string | null) => void;
};

/** One connection as it is typed. Saves without waiting for a test, and stays open so that a test can follow. */
export function ConnectionForm({ onClose, ...parts }: Props) {
  const form = useConnectionForm(parts);
  const { draft, service, edit } = form;
  const firstField = useRef<HTMLInputElement>(null);
  useEffect(() => firstField.current?.focus(), []);
  const save = (event: Event) => {
    event.preventDefault();
    form.save();
  };
  return (
    <form class="connection-form" noValidate onSubmit={save}>
      <Field id="connection-name" label={t('field_name')}>
        <input
          ref={firstField}
          id="connection-name"
          type="text"
          autocomplete="off"
          value={draft.name}
          onInput={(event) => edit({ name: event.currentTarget.value })}
        />
      </Field>
      <Field id="connection-service" label={t('field_service')}>
        <select
          id="connection-service"
          value={draft.service}
          onChange={(event) => form.changeService(event.currentTarget.value)}
        >
          {parts.state.services.map((one) => (
            <option key={one.id} value={one.id}>
              {serviceLabel(one)}
            </option>
          ))}
        </select>
      </Field>
      {draft.protocol === 'built-in' ? (
        <BuiltInField
          state={parts.state.built_in}
          onDownload={parts.actions.downloadBuiltIn}
          onCancel={parts.actions.cancelBuiltIn}
        />
      ) : (
        <>
          <AddressField
            value={draft.base_url}
            invalid={form.outcome.status === 'bad-address'}
            ask_host={form.ask_host}
            onChange={(base_url) => edit({ base_url })}
          />
          <KeyField service={service} hint={form.hint} change={form.key} onChange={form.changeKey} />
          <ModelField
            key={form.address}
            value={draft.model}
            example={service?.model ?? ''}
            onChange={(model) => edit({ model })}
            onList={form.listModels}
          />
          <ProtocolField value={draft.protocol} onChange={form.changeProtocol} />
          {(draft.protocol === 'responses' || draft.protocol === 'chat-completions') && (
            <EmbeddingField
              server={serverName(draft.base_url, service)}
              value={draft.embedding_model ?? ''}
              onChange={(embedding_model) => edit({ embedding_model })}
            />
          )}
          {draft.protocol === 'responses' && (
            <>
              <BackgroundField
                server={serverName(draft.base_url, service)}
                checked={draft.background === true}
                onChange={(background) => edit({ background })}
              />
              <HostedToolsField
                server={serverName(draft.base_url, service)}
                value={draft.hosted_tools ?? {}}
                onChange={(hosted_tools) => edit({ hosted_tools })}
              />
            </>
          )}
        </>
      )}
      <div class="choices">
        <TextButton type="submit" look="primary" label={t('save')} />
        <TextButton label={t('test_connection')} onClick={form.test} />
        <TextButton label={draft.id === null ? t('cancel') : t('close')} onClick={() => onClose(draft.id)} />
      </div>
      <OutcomeLine outcome={form.outcome} granted={form.ask_host === null} />
    </form>
  );
}
