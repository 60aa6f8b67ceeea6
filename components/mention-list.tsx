import { t } from '../lib/i18n/index.ts';
import type { MentionView } from '../lib/panel/model.ts';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import { whyLeftOut } from './page-reason.ts';

type Props = {
  readonly mentions: readonly MentionView[];
  readonly onRemove: (tabId: number) => void;
};

/** The tabs that go with the next question, and why one does not. */
export function MentionList({ mentions, onRemove }: Props) {
  if (mentions.length === 0) return null;
  return (
    <ul class="mentions" aria-label={t('tabs_taken_along')}>
      {mentions.map((mention) => (
        <Mention key={mention.tab_id} mention={mention} onRemove={onRemove} />
      ))}
    </ul>
  );
}

type MentionProps = { readonly mention: MentionView; readonly onRemove: Props['onRemove'] };

function Mention({ mention: { tab_id, title, host, state }, onRemove }: MentionProps) {
  const name = title === '' ? host : title;
  const why = state === 'ready' || state === 'asking' ? null : whyLeftOut(state);
  return (
    <li data-mention={why === null ? state : 'left-out'}>
      <Icon name="page" />
      <div>
        <p title={`${name} (${host})`}>
          <bdi>{name}</bdi>
          {title !== '' && <bdi class="host">{host}</bdi>}
        </p>
        {why !== null && (
          <p class="why" role="status">
            {why}
          </p>
        )}
      </div>
      <IconButton icon="close" label={t('remove_tab', name)} onClick={() => onRemove(tab_id)} />
    </li>
  );
}
