import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { locale } from '../../../lib/i18n/locale.ts';
import type { DataActions, DataUsage } from '../../../lib/panel/options/data-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { DataDelete } from './data-delete.tsx';
import { DataExport } from './data-export.tsx';
import { DataImport } from './data-import.tsx';
import { describeCounts } from './describe-counts.ts';

type Props = {
  readonly actions: DataActions;
};

/** What is stored, and all of it out, in and away. */
export function DataSection({ actions }: Props) {
  const [usage, setUsage] = useState<DataUsage | null>(null);
  useEffect(() => actions.usage(setUsage), [actions]);
  return (
    <section aria-labelledby="data">
      <h2 id="data">{t('data')}</h2>
      <p>{t('data_about')}</p>
      {usage !== null && <Usage usage={usage} actions={actions} />}
      <DataExport actions={actions} />
      <DataImport actions={actions} />
      <DataDelete actions={actions} />
    </section>
  );
}

type UsageProps = Props & { readonly usage: DataUsage };

function Usage({ usage: { counts, bytes, persisted: was_persisted }, actions }: UsageProps) {
  /** What the browser has answered; null before it was asked. */
  const [answer, setAnswer] = useState<boolean | null>(null);
  const persisted = answer ?? was_persisted;
  return (
    <>
      <p class="stored">
        {describeCounts(counts) ?? t('data_nothing')}
        {bytes !== null && <span class="quiet">{t('data_used', formatBytes(bytes))}</span>}
      </p>
      <p class="quiet">{persisted ? t('data_persisted') : t('data_not_persisted')}</p>
      {!persisted && <TextButton label={t('data_persist')} onClick={() => void actions.persist().then(setAnswer)} />}
      {answer === false && (
        <p class="outcome" role="status">
          {t('data_persist_refused')}
        </p>
      )}
    </>
  );
}

/** As people speak of disk space. */
function formatBytes(bytes: number): string {
  const [unit, size] =
    bytes >= 1e9
      ? (['gigabyte', 1e9] as const)
      : bytes >= 1e6
        ? (['megabyte', 1e6] as const)
        : (['kilobyte', 1e3] as const);
  const format = { style: 'unit', unit, maximumFractionDigits: bytes / size >= 10 ? 0 : 1 } as const;
  return new Intl.NumberFormat(locale(), format).format(bytes / size);
}
