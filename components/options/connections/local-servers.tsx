import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatList } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type { Service } from '../../../lib/models/services.ts';
import type { LocalServers as Result } from '../../../lib/panel/options/options-model.ts';
import type { LocalServer } from '../../../lib/protocol.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeTrouble } from './describe-trouble.ts';

/** Of a server's models so many are named. */
const NAMED = 3;

type Props = {
  readonly services: readonly Service[];
  /** Called in the click itself: the browser may ask for a permission. */
  readonly onFind: () => Promise<Result>;
  readonly onUse: (server: LocalServer) => void;
  /** Buttons that stand before this one. */
  readonly children: ComponentChildren;
};

type Search = { readonly status: 'none' | 'asking' } | Result;

/** Looks for model servers on this computer, only when told to, and offers those that are there. */
export function LocalServers({ services, onFind, onUse, children }: Props) {
  const [search, setSearch] = useState<Search>({ status: 'none' });
  const find = () => {
    const found = onFind();
    setSearch({ status: 'asking' });
    found.then(setSearch);
  };
  const servers = search.status === 'found' ? search.servers : [];
  return (
    <>
      <div class="choices">
        {children}
        <TextButton label={t('find_servers')} disabled={search.status === 'asking'} onClick={find} />
      </div>
      <p role="status" class="quiet">
        {describe(search)}
      </p>
      {servers.length > 0 && (
        <ul class="rows">
          {servers.map((server) => {
            const label = services.find(({ id }) => id === server.service)?.label ?? server.service;
            const { host } = new URL(server.base_url);
            return (
              <li key={server.base_url}>
                <span>
                  <bdi>{label}</bdi> <small class="quiet">{t('server_detail', host, describeModels(server))}</small>
                </span>
                <TextButton
                  label={t('use_server')}
                  aria-label={t('use_server_named', label, host)}
                  onClick={() => onUse(server)}
                />
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function describe(search: Search): string {
  switch (search.status) {
    case 'none':
      return '';
    case 'asking':
      return t('servers_asking');
    case 'not-permitted':
      return t('servers_not_permitted');
    case 'failed':
      return describeTrouble(search.error);
    case 'found':
      return search.servers.length === 0 ? t('servers_none') : t('servers_found');
  }
}

function describeModels({ status, models }: LocalServer): string {
  if (status === 'loading') return t('server_loading');
  if (status === 'key-missing') return t('server_key_missing');
  if (models.length === 0) return t('server_no_model');
  const more = models.length - NAMED;
  return formatList([...models.slice(0, NAMED), ...(more > 0 ? [tn('server_more_models', more)] : [])]);
}
