import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import { tn } from '../../lib/i18n/plural.ts';
import type { FileView } from '../../lib/panel/composer/along-model.ts';
import { TextButton } from '../controls/text-button.tsx';
import { describeError } from '../notices/error-notice.tsx';
import { Chip } from './chip.tsx';

type Props = {
  readonly files: readonly FileView[];
  readonly onOpen: (file: FileView) => void;
  readonly onRetry: (id: string) => void;
  readonly onRemove: (id: string) => void;
};

/** Files of the user's own that go with the next question, how far they are read, and why one does not go along. */
export function FileList({ files, onOpen, onRetry, onRemove }: Props) {
  return (
    <ul class="files" aria-label={t('files_taken_along')}>
      {files.map((file) => (
        <li key={file.id} class="chip" data-file={file.state}>
          <Chip
            icon="file"
            name={file.name}
            detail={file.state === 'reading' ? t('files_reading') : ''}
            hint={file.state === 'ready' ? tn('files_tokens', file.tokens) : file.name}
            removeLabel={t(file.state === 'reading' ? 'files_cancel' : 'files_remove', file.name)}
            onOpen={file.state === 'ready' ? () => onOpen(file) : undefined}
            onRemove={() => onRemove(file.id)}
          />
          <FileState file={file} onRetry={() => onRetry(file.id)} />
        </li>
      ))}
    </ul>
  );
}

function FileState({ file, onRetry }: { readonly file: FileView; readonly onRetry: () => void }) {
  if (file.state === 'ready') return null;
  if (file.state === 'failed')
    return (
      <div class="why">
        <p role="status">{describeError(file.error)[0]}</p>
        {file.again && (
          <TextButton label={t('try_again')} aria-label={t('files_again_name', file.name)} onClick={onRetry} />
        )}
      </div>
    );
  const { progress } = file;
  const label = t('files_reading_name', file.name);
  if (progress === null) return <progress aria-label={label} />;
  return (
    <p class="file-progress">
      <progress aria-label={label} value={progress.read} max={progress.of} />
      <span>{t('run_pages_read', formatNumber(progress.read), formatNumber(progress.of))}</span>
    </p>
  );
}
