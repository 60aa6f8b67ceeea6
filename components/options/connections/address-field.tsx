import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { Field, noteId } from '../field.tsx';

type Props = {
  readonly value: string;
  readonly invalid: boolean;
  /** The host the browser is going to ask about when this is saved; null when it need not. */
  readonly ask_host: string | null;
  readonly onChange: (address: string) => void;
};

/** Takes the focus when it turns out to be what is wrong, and says beforehand when the browser is going to ask. */
export function AddressField({ value, invalid, ask_host, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (invalid) input.current?.focus();
  }, [invalid]);
  return (
    <Field id="connection-address" label={t('field_base_url')} note={note(invalid, ask_host)} invalid={invalid}>
      <input
        ref={input}
        id="connection-address"
        type="url"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        dir="ltr"
        aria-describedby={noteId('connection-address')}
        aria-invalid={invalid}
        placeholder="https://…/v1"
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

function note(invalid: boolean, askHost: string | null): string | null {
  if (invalid) return t('address_invalid');
  return askHost === null ? null : t('address_will_ask', askHost);
}
