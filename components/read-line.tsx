import { useState } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import type { PanelActions, ReadPassage, ReadView } from '../lib/panel/model.ts';
import { formatNumber, formatTokens } from './format-usage.ts';

type Props = {
  readonly read: readonly ReadView[];
  readonly onLoad: PanelActions['loadRead'];
};

/** How much of the page an answer was given; opened, it shows exactly what. */
export function ReadLine({ read, onLoad }: Props) {
  const [shown, setShown] = useState<readonly (readonly ReadPassage[])[] | null>(null);
  if (read.length === 0) return null;
  const load = async () => setShown(await Promise.all(read.map(onLoad)));
  return (
    <details class="read" onToggle={({ currentTarget }) => void (currentTarget.open && shown === null && load())}>
      <summary title={t('read_title')}>{summaryOf(read)}</summary>
      {shown?.map((passages, place) => (
        <section key={read[place]?.file_id} aria-label={read[place]?.title}>
          {read.length > 1 && <h2 dir="auto">{read[place]?.title}</h2>}
          {passages.length === 0 ? <p>{t('read_gone')}</p> : passages.map(passageOf)}
        </section>
      ))}
    </details>
  );
}

function passageOf({ number, headings, text }: ReadPassage) {
  return (
    <p key={number} dir="auto" data-passage={number}>
      {headings.length > 0 && <span class="under">{headings.join(' › ')}</span>}
      {text}
    </p>
  );
}

function summaryOf(read: readonly ReadView[]): string {
  const tokens = formatTokens(
    read.reduce((sum, one) => sum + one.tokens, 0),
    true,
  );
  const [only] = read;
  if (read.length > 1 || only === undefined) return t('read_pages', formatNumber(read.length), tokens);
  if (only.passages === null) return t('read_whole', tokens);
  return t('read_passages', formatNumber(only.passages.length), formatNumber(only.of), tokens);
}
