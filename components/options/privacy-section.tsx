import { t } from '../../lib/i18n/index.ts';
import type { KeysActions } from '../../lib/panel/keys.ts';
import { TextButton } from '../text-button.tsx';
import { KeysChoice } from './keys-choice.tsx';

type Props = {
  /** Match patterns, and `tabs`. */
  readonly grants: readonly string[];
  readonly onRevoke: (pattern: string) => void;
  readonly keys: KeysActions;
};

/** What goes where, and every permission that was given, each with the way to take it back. */
export function PrivacySection({ grants, onRevoke, keys }: Props) {
  return (
    <section aria-labelledby="privacy">
      <h2 id="privacy">{t('privacy')}</h2>
      <p>{t('privacy_reading')}</p>
      <p>{t('privacy_sending')}</p>
      <p>{t('privacy_keeping')}</p>
      <KeysChoice actions={keys} />
      <h3>{t('grants')}</h3>
      {grants.length === 0 ? (
        <p class="quiet">{t('grants_none')}</p>
      ) : (
        <ul class="grants">
          {grants.map((pattern) => (
            <li key={pattern}>
              <bdi>{grantName(pattern)}</bdi>
              <TextButton
                label={t('take_back')}
                aria-label={t('take_back_named', grantName(pattern))}
                onClick={() => onRevoke(pattern)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** `https://example.com/*` as `https://example.com`, and every pattern without a host in words. */
function grantName(pattern: string): string {
  if (pattern === 'tabs') return t('grant_names');
  if (pattern === '<all_urls>' || /^[a-z*]+:\/\/\*\//.test(pattern)) return t('grant_all', pattern);
  return pattern.replace(/\/\*$/, '');
}
