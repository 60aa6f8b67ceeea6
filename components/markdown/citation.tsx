import type { Citation as CitationRecord } from '../../lib/assistants/objects.ts';
import { t } from '../../lib/i18n/index.ts';
import type { Mark } from './marks.ts';

type Props = {
  readonly mark: Mark;
  readonly onShow: (citation: CitationRecord) => void;
};

/**
 * A raised numeral. The sheet draws it from `data-number`, so that an answer that is copied or searched holds its words alone.
 */
export function Citation(props: Props) {
  return (
    <span class="cite">
      <Numeral {...props} />
    </span>
  );
}

function Numeral({ mark, onShow }: Props) {
  const number = String(mark.number);
  switch (mark.status) {
    case 'verified': {
      const { quote } = mark.citation;
      return (
        <button
          type="button"
          class="citation"
          data-number={number}
          aria-label={quote === null ? t('citation', number) : t('citation_quote', number, quote)}
          title={quote ?? t('citation_show')}
          onClick={() => onShow(mark.citation)}
        />
      );
    }
    case 'pending':
      return <sup class="citation" data-number={number} data-citation="pending" aria-hidden="true" />;
    case 'unverified':
      return (
        <sup
          class="citation"
          role="img"
          data-number={number}
          data-citation="unverified"
          aria-label={t('citation_unverified', number)}
          title={t('citation_unverified_title')}
        />
      );
  }
}
