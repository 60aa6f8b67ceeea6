import type { Citation as CitationRecord } from '../../lib/assistants/objects.ts';
import { t } from '../../lib/i18n/index.ts';
import { timeText } from '../../lib/notation/time-text.ts';
import type { Drawing } from './drawing.ts';
import type { Mark } from './marks.ts';

type Props = {
  readonly mark: Mark;
  readonly read: Drawing['read'];
  readonly onShow: (citation: CitationRecord) => void;
};

/**
 * A raised numeral. The sheet draws it from `data-number`, so that an answer that is copied or searched holds its words alone.
 * One that leads nowhere says so in words beside the numeral.
 */
export function Citation(props: Props) {
  return (
    <span class="cite">
      <Numeral {...props} />
    </span>
  );
}

function Numeral({ mark, read, onShow }: Props) {
  const number = String(mark.number);
  switch (mark.status) {
    case 'verified':
      return (
        <button
          type="button"
          class="citation"
          data-number={number}
          aria-label={labelOf(number, mark.citation, read)}
          title={titleOf(mark.citation, read)}
          onClick={() => onShow(mark.citation)}
        />
      );
    case 'pending':
      return <sup class="citation" data-number={number} data-citation="pending" aria-hidden="true" />;
    case 'unverified':
      return (
        <sup
          class="citation"
          role="img"
          data-number={number}
          data-citation="unverified"
          data-note={t('citation_unverified_note')}
          aria-label={t('citation_unverified', number)}
          title={t('citation_unverified_title')}
        />
      );
  }
}

function labelOf(number: string, citation: CitationRecord, read: Drawing['read']): string {
  const page = pageOf(citation, read);
  const { quote, time } = citation;
  if (time !== undefined) {
    const place = page === null ? timeText(time) : `${page}, ${timeText(time)}`;
    return quote === null ? t('citation_time', number, place) : t('citation_time_quote', number, place, quote);
  }
  if (page === null) return quote === null ? t('citation', number) : t('citation_quote', number, quote);
  return quote === null ? t('citation_page', number, page) : t('citation_page_quote', number, page, quote);
}

function titleOf(citation: CitationRecord, read: Drawing['read']): string {
  const page = pageOf(citation, read);
  const { quote, time } = citation;
  const words = quote ?? t(time === undefined ? 'citation_show' : 'citation_play');
  return [page, time === undefined ? null : timeText(time), words].filter((line) => line !== null).join('\n');
}

/** Null where there is only one that it can be. */
function pageOf({ file_id }: CitationRecord, read: Drawing['read']): string | null {
  return read.length > 1 ? read.find((page) => page.file_id === file_id)?.title || null : null;
}
