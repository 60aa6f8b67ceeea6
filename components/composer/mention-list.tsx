import { t } from '../../lib/i18n/index.ts';
import type { MentionView } from '../../lib/panel/model.ts';
import { whyLeftOut } from '../notices/page-reason.ts';
import { Chip } from './chip.tsx';

type Props = {
  readonly mentions: readonly MentionView[];
  readonly onOpen: (mention: MentionView) => void;
  readonly onRemove: (tabId: number) => void;
};

/** The tabs that go with the next question, and why one does not. */
export function MentionList({ mentions, onOpen, onRemove }: Props) {
  if (mentions.length === 0) return null;
  return (
    <ul class="mentions" aria-label={t('tabs_taken_along')}>
      {mentions.map((mention) => (
        <Mention key={mention.tab_id} mention={mention} onOpen={onOpen} onRemove={onRemove} />
      ))}
    </ul>
  );
}

type MentionProps = Omit<Props, 'mentions'> & { readonly mention: MentionView };

function Mention({ mention, onOpen, onRemove }: MentionProps) {
  const { tab_id, title, host, state } = mention;
  const name = title === '' ? host : title;
  const why = state === 'ready' || state === 'asking' ? null : whyLeftOut(state);
  return (
    <li class="chip" data-mention={why === null ? state : 'left-out'}>
      <Chip
        icon="page"
        name={name}
        detail={title === '' ? '' : host}
        hint={`${name} (${host})`}
        removeLabel={t('remove_tab', name)}
        onOpen={state === 'ready' ? () => onOpen(mention) : undefined}
        onRemove={() => onRemove(tab_id)}
      />
      {why !== null && (
        <p class="why" role="status">
          {why}
        </p>
      )}
    </li>
  );
}
