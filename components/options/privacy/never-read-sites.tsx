import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { PreferencesActions } from '../../../lib/panel/preferences.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { Field, noteId } from '../field.tsx';

type Props = {
  readonly sites: readonly string[];
  readonly actions: Pick<PreferencesActions, 'addNeverRead' | 'removeNeverRead'>;
};

const FIELD = 'never-read-site';

/** Sites that stay closed whatever else is granted. */
export function NeverReadSites({ sites, actions }: Props) {
  const [typed, setTyped] = useState('');
  const [isBad, setBad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const add = () => {
    const isAdded = actions.addNeverRead(typed);
    setBad(!isAdded);
    if (isAdded) setTyped('');
  };
  return (
    <>
      <h3 id="never-read">{t('privacy_never')}</h3>
      <p>{t('privacy_never_about')}</p>
      {sites.length > 0 && (
        <ul class="rows" aria-labelledby="never-read">
          {sites.map((site) => (
            <li key={site}>
              <bdi>{site}</bdi>
              <TextButton
                label={t('privacy_remove')}
                aria-label={t('privacy_never_remove', site)}
                onClick={() => {
                  actions.removeNeverRead(site);
                  field.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div class="add-site">
        <Field
          id={FIELD}
          label={t('privacy_never_field')}
          invalid={isBad}
          {...(isBad ? { note: <span role="alert">{t('privacy_never_bad')}</span> } : {})}
        >
          <div class="with-button">
            <input
              ref={field}
              id={FIELD}
              type="text"
              inputmode="url"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              placeholder="bank.example"
              aria-invalid={isBad}
              aria-describedby={isBad ? noteId(FIELD) : undefined}
              value={typed}
              onKeyDown={(event) => event.key === 'Enter' && !event.isComposing && add()}
              onInput={(event) => {
                setTyped(event.currentTarget.value);
                setBad(false);
              }}
            />
            <TextButton label={t('privacy_never_add')} disabled={typed.trim() === ''} onClick={add} />
          </div>
        </Field>
      </div>
    </>
  );
}
