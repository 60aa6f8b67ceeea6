import { t } from '../../../lib/i18n/index.ts';
import type { Protocol } from '../../../lib/models/connection.ts';
import { Field, noteId } from '../field.tsx';

type Props = {
  readonly value: Protocol;
  readonly onChange: (protocol: Protocol) => void;
};

/** In the order of the menu. */
const CHOICES = [
  ['chat-completions', 'protocol_chat_completions'],
  ['responses', 'protocol_responses'],
  ['assistants', 'protocol_assistants'],
] as const;

export function ProtocolField({ value, onChange }: Props) {
  const note = value === 'assistants' ? t('protocol_assistants_about') : undefined;
  const choose = (chosen: string) => {
    const choice = CHOICES.find(([protocol]) => protocol === chosen);
    if (choice !== undefined) onChange(choice[0]);
  };
  return (
    <Field id="connection-protocol" label={t('field_protocol')} {...(note === undefined ? {} : { note })}>
      <select
        id="connection-protocol"
        aria-describedby={note === undefined ? undefined : noteId('connection-protocol')}
        value={value}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {CHOICES.map(([protocol, name]) => (
          <option key={protocol} value={protocol}>
            {t(name)}
          </option>
        ))}
      </select>
    </Field>
  );
}
