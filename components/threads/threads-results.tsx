import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { SearchHit, SearchResult, ThreadLibrary } from '../../lib/panel/threads/threads-model.ts';
import { formatWhen } from '../controls/format-when.ts';
import { TextButton } from '../controls/text-button.tsx';
import { markFound } from './mark-found.ts';
import { MarkedText } from './marked-text.tsx';
import { SiteTile } from './site-tile.tsx';

/** How many are shown at first, and more each time somebody asks. */
const STEP = 50;
/** Milliseconds after the last key: whoever types a word does not want its first letters looked for. */
const PAUSE = 80;

type Props = {
  readonly library: ThreadLibrary;
  readonly words: string;
  readonly onChoose: (threadId: string, messageId: string | null) => void;
};

export function ThreadsResults({ library, words, onChoose }: Props) {
  const [result, setResult] = useState<SearchResult | null>(null);
  const [most, setMost] = useState(STEP);
  useEffect(() => setMost(STEP), [words]);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      library.search({ text: words, most }, controller.signal).then(
        (found) => !controller.signal.aborted && setResult(found),
        () => undefined,
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [library, words, most]);
  return (
    <section aria-label={t('threads_results')}>
      <p class="quiet" role="status">
        {result !== null && summaryOf(result)}
      </p>
      {result?.partial && <p class="quiet">{t('threads_partial')}</p>}
      <ul>
        {result?.hits.map((hit) => (
          <li key={hit.message?.id ?? hit.thread.id}>
            <button
              type="button"
              class="thread-hit"
              data-thread={hit.thread.id}
              onClick={() => {
                if (hit.message !== null) markFound(hit.message.id, hit.snippet);
                onChoose(hit.thread.id, hit.message?.id ?? null);
              }}
            >
              <HitHead library={library} hit={hit} />
              {hit.message !== null && (
                <span class="thread-snippet" dir="auto">
                  <MarkedText parts={hit.snippet} />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {result?.more && <TextButton label={t('threads_more')} onClick={() => setMost(most + STEP)} />}
    </section>
  );
}

function HitHead({ library, hit }: { readonly library: ThreadLibrary; readonly hit: SearchHit }) {
  const site = hit.thread.site ?? '';
  return (
    <>
      <span class="thread-title" dir="auto">
        <MarkedText parts={hit.title} />
      </span>
      <span class="thread-where">
        <SiteTile library={library} site={site} />
        <bdi>{site === '' ? t('threads_no_site') : site}</bdi>
        <time dateTime={new Date(hit.at).toISOString()}>{formatWhen(hit.at)}</time>
      </span>
    </>
  );
}

function summaryOf({ hits, more }: SearchResult): string {
  if (hits.length === 0) return t('threads_nothing_found');
  return more ? tn('threads_found_more', hits.length) : tn('threads_found', hits.length);
}
