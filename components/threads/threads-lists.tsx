import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { ThreadLibrary, ThreadLine, ThreadLists } from '../../lib/panel/threads/threads-model.ts';
import { TextButton } from '../controls/text-button.tsx';
import { SiteTile } from './site-tile.tsx';
import { ThreadsRow, type ThreadWork } from './threads-row.tsx';

/** How many are shown at first, and more of them each time somebody asks. */
const STEP = 30;

type Props = {
  readonly library: ThreadLibrary;
  readonly site: string | null;
  readonly work: ThreadWork;
};

/** This site's threads, then all others by site, then the archived ones for whoever asks. */
export function ThreadsLists({ library, site, work }: Props) {
  const [lists, setLists] = useState<ThreadLists | null>(null);
  const [wanted, setWanted] = useState({ here: STEP, others: STEP, archived: 0 });
  const { here, others, archived } = wanted;
  useEffect(
    () => library.watchLists({ site, here, others, archived }, setLists),
    [library, site, here, others, archived],
  );
  const body = useRef<HTMLDivElement>(null);
  const act = useKeptFocus(body, lists, work);
  if (lists === null) return null;
  const rows = (threads: readonly ThreadLine[]) => (
    <ul>
      {threads.map((thread) => (
        <ThreadsRow key={thread.id} thread={thread} current={thread.id === library.shown()} work={act} />
      ))}
    </ul>
  );
  const more = (name: 'here' | 'others' | 'archived') => (
    <TextButton label={t('threads_more')} onClick={() => setWanted({ ...wanted, [name]: wanted[name] + STEP })} />
  );
  return (
    <div ref={body}>
      {site !== null && (
        <section aria-labelledby="threads-here">
          <h3 id="threads-here">{t('threads_this_site')}</h3>
          {lists.here.length === 0 ? <p class="quiet">{t('threads_none')}</p> : rows(lists.here)}
          {lists.more_here && more('here')}
        </section>
      )}
      {lists.others.length > 0 && (
        <section aria-labelledby="threads-others">
          <h3 id="threads-others">{t('threads_all_sites')}</h3>
          {bySite(lists.others).map(([name, threads]) => (
            <section key={name} class="threads-site" aria-label={name === '' ? t('threads_no_site') : name}>
              <h4>
                <SiteTile library={library} site={name} />
                <bdi>{name === '' ? t('threads_no_site') : name}</bdi>
              </h4>
              {rows(threads)}
            </section>
          ))}
          {lists.more_others && more('others')}
        </section>
      )}
      {lists.archived_count > 0 && (
        <section class="threads-archived">
          <button
            type="button"
            aria-expanded={archived > 0}
            onClick={() => setWanted({ ...wanted, archived: archived > 0 ? 0 : STEP })}
          >
            {tn('threads_archived', lists.archived_count)}
          </button>
          {archived > 0 && rows(lists.archived)}
          {archived > 0 && lists.archived_count > lists.archived.length && more('archived')}
        </section>
      )}
    </div>
  );
}

/** In the order of their newest threads. */
function bySite(threads: readonly ThreadLine[]): [site: string, threads: ThreadLine[]][] {
  const sites = new Map<string, ThreadLine[]>();
  for (const thread of threads) {
    const name = thread.site ?? '';
    sites.set(name, [...(sites.get(name) ?? []), thread]);
  }
  return [...sites];
}

/** A row that goes away or moves takes the focus along: it is given back to the row, or to the one that stood behind it. */
function useKeptFocus(
  body: { readonly current: HTMLElement | null },
  lists: ThreadLists | null,
  work: ThreadWork,
): ThreadWork {
  const acted = useRef<readonly string[]>([]);
  // It looks whenever the rows have changed.
  useEffect(() => {
    if (document.activeElement?.closest('#threads :is(button, input, select)')) return;
    for (const id of acted.current) {
      const row = body.current?.querySelector<HTMLElement>(`[data-thread="${CSS.escape(id)}"]`);
      if (row) return row.focus();
    }
  }, [lists]);
  const remember = (id: string) => {
    const ids = [...(body.current?.querySelectorAll<HTMLElement>('[data-thread]') ?? [])].map(
      ({ dataset }) => dataset['thread'] ?? '',
    );
    const at = ids.indexOf(id);
    acted.current = [id, ids[at + 1] ?? '', ids[at - 1] ?? ''];
  };
  return {
    ...work,
    pin: (id, pinned) => {
      remember(id);
      work.pin(id, pinned);
    },
    archive: (id, archived) => {
      remember(id);
      work.archive(id, archived);
    },
    remove: (id) => {
      remember(id);
      work.remove(id);
    },
  };
}
