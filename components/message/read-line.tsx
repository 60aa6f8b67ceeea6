import { useState } from 'preact/hooks';
import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { PanelActions, ReadPage, ReadPassage, ReadView } from '../../lib/panel/model.ts';
import { formatTokens } from '../controls/format-usage.ts';

type Props = {
  readonly read: readonly ReadView[];
  readonly onLoad: PanelActions['loadRead'];
};

/**
 * How much of the page an answer was given; opened, it shows exactly what. The sheet draws the line from `data-text`, so that an
 * answer that is copied or searched holds its words alone.
 */
export function ReadLine({ read, onLoad }: Props) {
  const [shown, setShown] = useState<readonly ReadPage[] | null>(null);
  if (read.length === 0) return null;
  const load = async () => setShown(await Promise.all(read.map(onLoad)));
  return (
    <details class="read" onToggle={({ currentTarget }) => void (currentTarget.open && shown === null && load())}>
      <summary title={t('read_title')} aria-label={summaryOf(read)} data-text={summaryOf(read)} />
      {shown?.map((page, place) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keys, too
        <figure key={read[place]?.file_id} class="read-page" aria-label={read[place]?.title} tabIndex={0}>
          {read.length > 1 && (
            <figcaption class="read-title" dir="auto">
              {read[place]?.title}
            </figcaption>
          )}
          {isGone(page, read[place]) ? <p>{t('read_gone')}</p> : page.passages.map(passageOf)}
          {leftOut(page).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </figure>
      ))}
    </details>
  );
}

/** Of some pages nothing was read. */
function isGone({ passages }: ReadPage, view: ReadView | undefined): boolean {
  return passages.length === 0 && view?.passages?.length !== 0;
}

function passageOf({ number, headings, text }: ReadPassage) {
  return (
    <p key={number} dir="auto" data-passage={number}>
      {headings.length > 0 && <span class="under">{headings.join(' › ')}</span>}
      {text}
    </p>
  );
}

function leftOut({ hidden_characters, unread_hosts }: ReadPage): string[] {
  const frames = unread_hosts.map((host) => t('read_frame_left_out', host));
  return hidden_characters === 0 ? frames : [tn('read_hidden_left_out', hidden_characters), ...frames];
}

/** What was read, and in a sentence of its own that words of a video are missing: nobody should have to open the line for that. */
function summaryOf(read: readonly ReadView[]): string {
  if (read.some(({ transcript }) => transcript === 'none')) return t('read_no_transcript', amountOf(read));
  return read.some(({ transcript }) => transcript === 'part')
    ? t('read_part_transcript', amountOf(read))
    : amountOf(read);
}

function amountOf(read: readonly ReadView[]): string {
  const tokens = formatTokens(
    read.reduce((sum, one) => sum + one.tokens, 0),
    true,
  );
  const [only] = read;
  if (read.length > 1 || only === undefined) return ofPages(read, tokens);
  if (only.passages === null) return t('read_whole', tokens);
  if (only.main) return t('read_main', tokens);
  return tn('read_passages', only.of, formatNumber(only.passages.length), tokens);
}

/** Several pages are seldom read whole: each takes its share of the room. */
function ofPages(read: readonly ReadView[], tokens: string): string {
  const pages = read.length;
  if (read.every(({ passages, main }) => passages === null || main === true)) return tn('read_pages', pages, tokens);
  const shown = read.reduce((sum, { passages, of }) => sum + (passages?.length ?? of), 0);
  const all = read.reduce((sum, { of }) => sum + of, 0);
  return tn('read_passages_of_pages', pages, formatNumber(shown), formatNumber(all), tokens);
}
