import type { TargetedKeyboardEvent } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { AppError } from '../../lib/errors.ts';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import type { ThreadLibrary } from '../../lib/panel/threads/threads-model.ts';
import { Icon } from '../controls/icon.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { DeletedNotice } from '../notices/deleted-notice.tsx';
import { describeError } from '../notices/error-notice.tsx';
import { ArchivedNotice } from './archived-notice.tsx';
import { ThreadsLists } from './threads-lists.tsx';
import { ThreadsResults } from './threads-results.tsx';
import type { ThreadWork } from './threads-row.tsx';
import { ThreadsScope } from './threads-scope.tsx';

type Props = {
  /** The site in front; null while nobody knows it. */
  readonly site: string | null;
  /** A thread was deleted a moment ago. */
  readonly deleted: boolean;
  readonly actions: Pick<PanelActions, 'openThreads' | 'putBackThread' | 'forgetThread'>;
  readonly onClose: () => void;
};

/** All threads, in a sheet over the panel. It is modal: Escape closes it and the focus goes back to where it was. */
export function ThreadsDrawer({ site, deleted, actions, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [library, setLibrary] = useState<ThreadLibrary | null>(null);
  const [words, setWords] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    dialog.current?.showModal();
    search.current?.focus();
    void actions.openThreads().then(setLibrary);
  }, [actions]);
  const close = useCallback(() => dialog.current?.close(), []);
  /** The one that was archived, while nothing else has been done. */
  const [archived, setArchived] = useState<string | null>(null);
  const work = library && workOf(library, { close, tell: setError, setArchived });
  const unarchive = work && archived !== null ? () => work.archive(archived, false) : null;
  const undo = unarchive ?? (deleted ? actions.putBackThread : null);
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDialogElement>) => {
    // An input method's own list takes the same keys.
    if (event.isComposing || event.keyCode === 229) return;
    if (undo !== null && words === '' && isUndoKey(event)) {
      event.preventDefault();
      undo();
    } else moveAmongThreads(event);
  };
  return (
    <dialog
      ref={dialog}
      id="threads"
      class="threads"
      aria-labelledby="threads-title"
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div class="threads-head">
        <h2 id="threads-title">{t('threads')}</h2>
        <IconButton icon="close" label={t('close')} onClick={close} />
      </div>
      <div class="threads-search">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          dir="auto"
          aria-label={t('threads_search')}
          placeholder={t('threads_search')}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => clearOnEscape(event, () => setWords(''))}
        />
      </div>
      <div class="threads-body">
        {library !== null && work !== null && words.trim() === '' && (
          <>
            <ThreadsScope library={library} site={site} tell={setError} />
            <ThreadsLists library={library} site={site} work={work} />
          </>
        )}
        {library !== null && work !== null && words.trim() !== '' && (
          <ThreadsResults library={library} words={words} onChoose={work.choose} />
        )}
      </div>
      {error !== null && (
        <div class="notice" role="alert">
          <p>{describeError(error)[0]}</p>
          <IconButton icon="close" label={t('dismiss')} onClick={() => setError(null)} />
        </div>
      )}
      {unarchive !== null && <ArchivedNotice onUndo={unarchive} />}
      {unarchive === null && deleted && <DeletedNotice lasting={true} actions={actions} />}
    </dialog>
  );
}

type Parts = {
  readonly close: () => void;
  readonly tell: (error: AppError | null) => void;
  readonly setArchived: (id: string | null) => void;
};

/** What the rows' buttons do. What fails is told in the sheet, and the sheet stays. */
function workOf(library: ThreadLibrary, { close, tell, setArchived }: Parts): ThreadWork {
  const told = (task: Promise<AppError | null>, archived: string | null = null) =>
    void task.then((error) => {
      tell(error);
      setArchived(error === null ? archived : null);
    });
  return {
    choose: (id, messageId = null) =>
      void library.choose(id, messageId).then((error) => {
        tell(error);
        if (error === null) close();
      }),
    rename: (id, title) => told(library.rename(id, title)),
    pin: (id, pinned) => told(library.pin(id, pinned)),
    archive: (id, archived) => told(library.archive(id, archived), archived ? id : null),
    remove: (id) => told(library.remove(id)),
    save: (id, as) => told(library.save(id, as)),
  };
}

function clearOnEscape(event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }, clear: () => void): void {
  if (event.key !== 'Escape' || event.isComposing || event.currentTarget.value === '') return;
  event.preventDefault();
  clear();
}

/** Where a title is written it is the title's. */
function isUndoKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  const isKey = key.toLowerCase() === 'z' && ctrlKey !== metaKey && !shiftKey && !altKey;
  return isKey && !document.activeElement?.closest('.thread-rename');
}

/** Up and down go through the threads, from the search field on. */
function moveAmongThreads(event: TargetedKeyboardEvent<HTMLDialogElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const from = document.activeElement;
  if (by === undefined || event.defaultPrevented || from?.closest('.menu, .thread-rename, select')) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type="search"], [data-thread]')];
  const row = from?.closest('li')?.querySelector<HTMLElement>('[data-thread]') ?? from;
  const next = stops[stops.findIndex((stop) => stop === row) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
