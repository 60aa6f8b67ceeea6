import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { ThreadLine } from '../../lib/panel/threads/threads-model.ts';
import { formatWhen } from '../controls/format-when.ts';
import { Icon } from '../controls/icon.tsx';
import { Menu, MenuItem } from '../controls/menu.tsx';
import { ThreadRename } from './thread-rename.tsx';

/** What a thread's row can do. */
export type ThreadWork = {
  readonly choose: (id: string, messageId?: string | null) => void;
  readonly rename: (id: string, title: string) => void;
  readonly pin: (id: string, pinned: boolean) => void;
  readonly archive: (id: string, archived: boolean) => void;
  readonly remove: (id: string) => void;
  readonly save: (id: string, as: 'markdown' | 'json') => void;
};

type Props = {
  readonly thread: ThreadLine;
  readonly current: boolean;
  readonly work: ThreadWork;
};

export function ThreadsRow({ thread, current, work }: Props) {
  const { id, pinned, archived } = thread;
  const title = thread.title === '' ? t('thread_untitled') : thread.title;
  const [renaming, setRenaming] = useState(false);
  const row = useRef<HTMLButtonElement>(null);
  const wasRenaming = useRef(false);
  useEffect(() => {
    if (wasRenaming.current && !renaming) row.current?.focus();
    wasRenaming.current = renaming;
  }, [renaming]);
  const onRename = (next: string | null) => {
    setRenaming(false);
    if (next !== null && next !== thread.title) work.rename(id, next);
  };
  if (renaming)
    return (
      <li class="thread-row">
        <ThreadRename title={thread.title} onEnd={onRename} />
      </li>
    );
  return (
    <li class="thread-row">
      <button
        ref={row}
        type="button"
        data-thread={id}
        aria-current={current ? 'true' : undefined}
        onClick={() => work.choose(id)}
      >
        <span class="thread-title" dir="auto" title={title}>
          {title}
        </span>
        {pinned && (
          <span role="img" aria-label={t('threads_pinned')}>
            <Icon name="pin" />
          </span>
        )}
        <time dateTime={new Date(thread.active_at).toISOString()}>{formatWhen(thread.active_at)}</time>
        {thread.scope !== 'site' && <span class="thread-scope">{whereShown(thread)}</span>}
      </button>
      <Menu
        id={`thread-menu-${id}`}
        icon="more"
        label={t('threads_actions', title)}
        items={() => (
          <>
            <MenuItem label={t(pinned ? 'threads_unpin' : 'threads_pin')} onClick={() => work.pin(id, !pinned)} />
            <MenuItem label={t('threads_rename')} onClick={() => setRenaming(true)} />
            <MenuItem
              label={t(archived ? 'threads_unarchive' : 'threads_archive')}
              onClick={() => work.archive(id, !archived)}
            />
            <MenuItem label={t('threads_export_markdown')} onClick={() => work.save(id, 'markdown')} />
            <MenuItem label={t('threads_export_json')} onClick={() => work.save(id, 'json')} />
            <MenuItem label={t('threads_delete')} onClick={() => work.remove(id)} />
          </>
        )}
      />
    </li>
  );
}

function whereShown({ page }: ThreadLine): string {
  return page === null ? t('threads_scope_everywhere') : t('threads_on_page', page);
}
