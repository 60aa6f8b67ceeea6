import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';

type Props = {
  readonly connections: readonly Connection[];
};

/** For everybody who may answer, where questions go and what goes with them: made of the connections as they are. */
export function SendingTable({ connections }: Props) {
  return (
    <table class="sending" aria-label={t('privacy_table')}>
      <thead>
        <tr>
          <th scope="col">{t('privacy_who')}</th>
          <th scope="col">{t('privacy_to')}</th>
          <th scope="col">{t('privacy_what')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('on_device')}</th>
          <td>{t('privacy_nowhere')}</td>
          <td>{t('privacy_nothing_sent')}</td>
        </tr>
        {connections.map((connection) => (
          <tr key={connection.id}>
            <th scope="row">
              <bdi>{connection.name}</bdi>
            </th>
            <td>
              <bdi>{placeOf(connection)}</bdi>
            </td>
            <td>{whatOf(connection).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeOf({ protocol, base_url }: Connection): string {
  if (protocol === 'built-in') return t('privacy_in_browser');
  if (!URL.canParse(base_url)) return base_url;
  const { host, hostname } = new URL(base_url);
  const isHere = hostname === 'localhost' || hostname.endsWith('.localhost') || /^(127\.|\[::1\])/.test(hostname);
  return isHere ? t('privacy_this_computer', host) : host;
}

function whatOf({ protocol, embedding_model, background }: Connection): readonly string[] {
  if (protocol === 'built-in') return [t('privacy_nothing_sent')];
  return [
    t('privacy_sent'),
    ...(embedding_model === undefined ? [] : [t('privacy_sent_embedding')]),
    ...(background === true ? [t('privacy_sent_background')] : []),
  ];
}
