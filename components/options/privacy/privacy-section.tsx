import { t } from '../../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { KeysChoice } from './keys-choice.tsx';
import { NeverReadSites } from './never-read-sites.tsx';
import { Retention } from './retention.tsx';
import { SendingTable } from './sending-table.tsx';
import { ThreadNames } from './thread-names.tsx';

type Props = {
  readonly state: Pick<OptionsState, 'connections' | 'grants' | 'never_read' | 'retention_days' | 'names_threads'>;
  readonly actions: Pick<OptionsActions, 'revoke' | 'keys' | 'preferences'>;
};

/** What goes where, and every permission that was given, each with the way to take it back. */
export function PrivacySection({ state, actions }: Props) {
  const { grants } = state;
  return (
    <section aria-labelledby="privacy">
      <h2 id="privacy">{t('privacy')}</h2>
      <p>{t('privacy_reading')}</p>
      <p>{t('privacy_sending')}</p>
      <p>{t('privacy_keeping')}</p>
      <h3>{t('privacy_where')}</h3>
      <SendingTable connections={state.connections} />
      <ThreadNames on={state.names_threads} actions={actions.preferences} />
      <NeverReadSites sites={state.never_read} actions={actions.preferences} />
      <Retention days={state.retention_days} actions={actions.preferences} />
      <KeysChoice actions={actions.keys} />
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
                onClick={() => actions.revoke(pattern)}
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
