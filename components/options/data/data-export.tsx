import { t } from '../../../lib/i18n/index.ts';
import type { DataActions } from '../../../lib/panel/options/data-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeTrouble } from '../connections/describe-trouble.ts';
import { TaskProgress } from './task-progress.tsx';
import { useDataTask } from './use-data-task.ts';

type Props = {
  readonly actions: Pick<DataActions, 'export'>;
};

export function DataExport({ actions }: Props) {
  const { progress, result, run, cancel } = useDataTask<null>();
  return (
    <>
      <h3>{t('data_export')}</h3>
      <p>{t('data_export_about')}</p>
      {progress === null ? (
        <TextButton label={t('data_export_all')} onClick={() => void run(actions.export)} />
      ) : (
        <TaskProgress label={t('data_exporting')} progress={progress} onCancel={cancel} />
      )}
      <p class="outcome" role="status" data-tone={result?.status === 'failed' ? 'bad' : 'good'}>
        {result?.status === 'done' && t('data_exported')}
        {result?.status === 'cancelled' && t('data_cancelled')}
        {result?.status === 'failed' && describeTrouble(result.error)}
      </p>
    </>
  );
}
