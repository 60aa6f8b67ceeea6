import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { ModelList } from '../../lib/panel/options-model.ts';
import { describeError } from '../error-notice.tsx';
import { TextButton } from '../text-button.tsx';
import { Field, noteId } from './field.tsx';

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
  | ({ readonly status: 'listed' } & ModelList);

/** Takes any name at once; the server's own list only helps with the typing. */
export function ModelField({ value, example, onChange, onList }: Props) {
  const [listing, setListing] = useState<Listing>({ status: 'none' });
  const list = () => {
    const answer = onList();
    if (answer === null) return;
    setListing({ status: 'asking' });
    answer.then((models) => setListing({ status: 'listed', ...models }));
  };
  const models = listing.status === 'listed' ? listing.models : [];
  return (
    <Field id="connection-model" label={t('field_model')} note={<span role="status">{describeListing(listing)}</span>}>
      <div class="with-button">
        <input
          id="connection-model"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby={noteId('connection-model')}
          placeholder={example === '' ? '' : t('for_example', example)}
          list={models.length > 0 ? 'connection-models' : undefined}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
        <TextButton label={t('list_models')} onClick={list} />
      </div>
      <datalist id="connection-models">
        {models.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
    </Field>
  );
}

function describeListing(listing: Listing): string {
  if (listing.status !== 'listed') return listing.status === 'asking' ? t('models_asking') : '';
  if (listing.error !== null) return describeError(listing.error)[0];
  return listing.models.length === 0 ? t('models_none') : t('models_listed', String(listing.models.length));
}
