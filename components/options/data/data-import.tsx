import { useState } from 'preact/hooks';
import { formatList } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import { locale } from '../../../lib/i18n/locale.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type {
  DataActions,
  DataCounts,
  DataResult,
  ImportPreview,
  ImportResult,
} from '../../../lib/panel/options/data-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeTrouble } from '../connections/describe-trouble.ts';
import { FileButton } from '../file-button.tsx';
import { describeCounts } from './describe-counts.ts';
import { TaskProgress } from './task-progress.tsx';
import { useDataTask } from './use-data-task.ts';

type Props = {
  readonly actions: Pick<DataActions, 'check' | 'import'>;
};

/** First the whole file is read and what it holds is told; only then is anything of it brought in. */
export function DataImport({ actions }: Props) {
  const checking = useDataTask<ImportPreview>();
  const importing = useDataTask<ImportResult>();
  const [file, setFile] = useState<File | null>(null);

  const choose = async (chosen: File | undefined) => {
    importing.forget();
    setFile(null);
    if (chosen === undefined) return;
    const { status } = await checking.run((task) => actions.check(chosen, task));
    if (status === 'done') setFile(chosen);
  };
  const bring = async () => {
    if (file === null) return;
    setFile(null);
    await importing.run((task) => actions.import(file, task));
  };
  const preview = checking.result?.status === 'done' && file !== null ? checking.result.value : null;
  const failed = [checking.result, importing.result].find((result) => result?.status === 'failed');
  return (
    <>
      <h3>{t('data_import')}</h3>
      <p>{t('data_import_about')}</p>
      {checking.progress !== null ? (
        <TaskProgress label={t('data_checking')} progress={checking.progress} onCancel={checking.cancel} />
      ) : importing.progress !== null ? (
        <TaskProgress label={t('data_importing')} progress={importing.progress} onCancel={importing.cancel} />
      ) : (
        <>
          {preview !== null && <Preview preview={preview} />}
          <div class="choices">
            {preview !== null && describeCounts(preview.counts) !== null && (
              <TextButton look="primary" label={t('data_import_start')} onClick={() => void bring()} />
            )}
            <FileButton
              label={t('data_import_choose')}
              accept=".json,.jsonl,application/json,application/jsonl"
              onFiles={([chosen]) => void choose(chosen)}
            />
          </div>
        </>
      )}
      <p class="outcome" role="status" data-tone={failed === undefined ? 'good' : 'bad'}>
        {describeEnd(checking.result, importing.result)}
      </p>
    </>
  );
}

function Preview({ preview }: { readonly preview: ImportPreview }) {
  const counts = describeCounts(preview.counts);
  const { source, exported_at, hosts, left_out } = preview;
  const date = exported_at === null ? '' : new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(exported_at);
  return (
    <div class="import-preview" role="status">
      {counts === null ? (
        <p>{t('data_preview_nothing')}</p>
      ) : (
        <p>{source === 'sitethread' ? t('data_preview_own', date, counts) : t('data_preview_foreign', counts)}</p>
      )}
      {hosts.length > 0 && <p>{t('data_preview_hosts', formatList(hosts))}</p>}
      {left_out > 0 && <p class="quiet">{tn('data_preview_left_out', left_out)}</p>}
    </div>
  );
}

function describeEnd(checked: DataResult<ImportPreview> | null, imported: DataResult<ImportResult> | null): string {
  const last = imported ?? checked;
  if (last === null) return '';
  if (last.status === 'failed') return describeTrouble(last.error);
  if (last.status === 'cancelled') return t('data_cancelled');
  if (imported?.status !== 'done') return '';
  const { added, kept } = imported.value;
  const counts = describeCounts(added);
  const stayed = total(kept);
  const sentences = [counts === null ? t('data_imported_nothing') : t('data_imported', counts)];
  if (counts !== null && stayed > 0) sentences.push(tn('data_kept', stayed));
  return sentences.join(' ');
}

const total = (counts: DataCounts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
