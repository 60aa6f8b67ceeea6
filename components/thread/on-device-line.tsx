import { t } from '../../lib/i18n/index.ts';

/** Says what an answer without a model is, and offers one. */
export function OnDeviceLine({ onConnect }: { readonly onConnect: () => void }) {
  return (
    <p class="on-device">
      {t('on_device_line')}{' '}
      <button type="button" class="link" onClick={onConnect}>
        {t('connect_model')}
      </button>
    </p>
  );
}
