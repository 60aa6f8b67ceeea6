import { t } from '../../../lib/i18n/index.ts';
import type { Service } from '../../../lib/models/services.ts';
import type { KeyChange } from '../../../lib/panel/options/options-model.ts';
import { Field, noteId } from '../field.tsx';

type Props = {
  readonly service: Service | undefined;
  /** Last characters of the stored key, null without one. */
  readonly hint: string | null;
  readonly change: KeyChange;
  readonly onChange: (change: KeyChange) => void;
};

/** A stored key is never shown again: it can be kept, replaced or removed. */
export function KeyField({ service, hint, change, onChange }: Props) {
  const kept = hint !== null && change === undefined;
  const note = () => {
    if (change === null) return t('key_removed');
    if (kept) {
      return (
        <>
          {t('key_stored', hint)}{' '}
          <button type="button" class="link" onClick={() => onChange(null)}>
            {t('key_remove')}
          </button>
        </>
      );
    }
    if (service?.key_url != null) {
      return (
        <a href={service.key_url} target="_blank" rel="noopener noreferrer">
          {t('key_get', service.label)}
        </a>
      );
    }
    return service?.needs_key === false ? t('key_optional') : null;
  };
  return (
    <Field id="connection-key" label={t('field_key')} note={note()}>
      <input
        id="connection-key"
        type="password"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={noteId('connection-key')}
        placeholder={kept ? '••••••••' : ''}
        value={change ?? ''}
        onInput={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
    </Field>
  );
}
