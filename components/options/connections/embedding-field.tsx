import { t } from '../../../lib/i18n/index.ts';
import { Field, noteId } from '../field.tsx';

type Props = {
  /** Whose server it is: the service's name, or a host. */
  readonly server: string;
  readonly value: string;
  readonly onChange: (model: string) => void;
};

const ID = 'connection-embedding-model';

/** Off until a model is named: it sends more than an answer does, which stands beside it. */
export function EmbeddingField({ server, value, onChange }: Props) {
  return (
    <Field id={ID} label={t('embedding_model')} note={<span dir="auto">{t('embedding_model_about', server)}</span>}>
      <input
        id={ID}
        type="text"
        dir="ltr"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-describedby={noteId(ID)}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
