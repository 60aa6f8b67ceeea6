import { useState } from 'preact/hooks';
import type { AppError } from '../../../lib/errors.ts';
import { t } from '../../../lib/i18n/index.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type { ModelList } from '../../../lib/protocol.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { Field, noteId } from '../field.tsx';
import { describeTrouble } from './describe-trouble.ts';
import { type ModelChoice, modelChoices } from './model-choices.ts';

type Props = {
  readonly value: string;
  readonly example: string;
  readonly onChange: (model: string) => void;
  /** Called in the click itself; null when there is nobody to ask. */
  readonly onList: () => Promise<ModelList> | null;
};

type Listing =
  | { readonly status: 'none' }
  | { readonly status: 'asking' }
  | { readonly status: 'listed'; readonly choices: readonly ModelChoice[]; readonly error: AppError | null };

/** Takes any name at once; the server's own list, which the browser searches for what is typed, only helps with the typing. */
export function ModelField({ value, example, onChange, onList }: Props) {
  const [listing, setListing] = useState<Listing>({ status: 'none' });
  const list = () => {
    const answer = onList();
    if (answer === null) return;
    setListing({ status: 'asking' });
    answer.then(({ models, error }) => setListing({ status: 'listed', choices: modelChoices(models), error }));
  };
  const choices = listing.status === 'listed' ? listing.choices : [];
  const chosen = choices.find(({ id }) => id === value.trim());
  const note = chosen?.notice ?? describeListing(listing);
  return (
    <Field id="connection-model" label={t('field_model')} note={<span role="status">{note}</span>}>
      <div class="with-button">
        <input
          id="connection-model"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby={noteId('connection-model')}
          placeholder={example === '' ? '' : t('for_example', example)}
          list={choices.length > 0 ? 'connection-models' : undefined}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        <TextButton label={t('list_models')} onClick={list} />
      </div>
      <datalist id="connection-models">
        {choices.map(({ id, notice }) => (
          <option key={id} value={id} label={notice ?? undefined} />
        ))}
      </datalist>
    </Field>
  );
}

function describeListing(listing: Listing): string {
  if (listing.status !== 'listed') return listing.status === 'asking' ? t('models_asking') : '';
  if (listing.error !== null) return describeTrouble(listing.error);
  return listing.choices.length === 0 ? t('models_none') : tn('models_listed', listing.choices.length);
}
