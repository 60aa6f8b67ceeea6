import { formatPercent } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { BuiltInState } from '../../../lib/models/built-in/offer.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeTrouble } from './describe-trouble.ts';

type Props = {
  /** Null where the browser has no model of its own any more. */
  readonly state: BuiltInState | null;
  /** Called in the click itself. */
  readonly onDownload: () => void;
  readonly onCancel: () => void;
};

/** How it stands with the browser's own model, in the place of the fields that only a server has. */
export function BuiltInField({ state, onDownload, onCancel }: Props) {
  const status = state?.status ?? 'unavailable';
  const share = state?.status === 'downloading' ? state.share : null;
  return (
    <div class="field built-in">
      <p class="quiet" role="status">
        {describe(state)}
      </p>
      <div>
        {status === 'downloading' && (
          <>
            <progress aria-label={t('built_in_downloading')} {...(share === null ? {} : { value: share })} />
            <TextButton label={t('built_in_cancel')} onClick={onCancel} />
          </>
        )}
        {(status === 'downloadable' || status === 'failed') && (
          <TextButton label={t('built_in_download')} onClick={onDownload} />
        )}
      </div>
    </div>
  );
}

function describe(state: BuiltInState | null): string {
  switch (state?.status) {
    case 'ready':
      return t('built_in_ready');
    case 'downloadable':
      return t('built_in_downloadable');
    case 'downloading':
      if (state.share === null) return t('built_in_downloading');
      return t('built_in_progress', formatPercent(state.share));
    case 'failed':
      return describeTrouble(state.error);
    default:
      return describeTrouble({ kind: 'built-in-unavailable' });
  }
}
