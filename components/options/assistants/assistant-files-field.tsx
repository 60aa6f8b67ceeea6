import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { AssistantsActions, DraftFile, DraftProblem } from '../../../lib/panel/assistants/assistants-model.ts';
import { IconButton } from '../../controls/icon-button.tsx';
import { describeTrouble } from '../connections/describe-trouble.ts';
import { FileButton } from '../file-button.tsx';
import { focusAdder } from './focus-adder.ts';
import { fieldId } from './use-assistant-form.ts';

type Props = {
  readonly files: readonly DraftFile[];
  readonly problem: DraftProblem | null;
  readonly onAttach: AssistantsActions['attach'];
  readonly onAdd: (file: DraftFile) => void;
  readonly onRemove: (id: string) => void;
};

/** The files it searches. Each is in the browser's own store as soon as it is chosen; nothing is sent anywhere. */
export function AssistantFilesField({ files, problem, onAttach, onAdd, onRemove }: Props) {
  const [pending, setPending] = useState(0);
  const [trouble, setTrouble] = useState('');
  const attach = async (chosen: readonly File[]) => {
    setTrouble('');
    setPending((count) => count + chosen.length);
    for (const file of chosen) {
      const result = await onAttach(file);
      setPending((count) => count - 1);
      if (result.status === 'attached') onAdd(result.file);
      else setTrouble(result.status === 'refused' ? result.sentence : describeTrouble(result.error));
    }
  };
  const said = trouble || problem?.sentence || '';
  return (
    <div class="files-field" id={fieldId('files')} tabIndex={-1}>
      {files.length > 0 && (
        <ul class="files-list">
          {files.map(({ id, name, state, problem: why }) => (
            <li key={id}>
              <bdi>{name}</bdi>
              <span class="quiet" dir="auto" data-state={state}>
                {fileState(state, why)}
              </span>
              <IconButton
                icon="close"
                label={t('assistants_file_remove', name)}
                onClick={(event) => {
                  focusAdder(event);
                  onRemove(id);
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <FileButton
        label={pending > 0 ? t('assistants_files_adding') : t('assistants_files_add')}
        multiple
        disabled={pending > 0}
        onFiles={(chosen) => void attach(chosen)}
      />
      <p class="quiet trouble" role="status">
        {said}
      </p>
    </div>
  );
}

function fileState(state: DraftFile['state'], why: string): string {
  switch (state) {
    case 'new':
      return t('assistants_file_new');
    case 'reading':
      return t('assistants_file_reading');
    case 'ready':
      return '';
    case 'failed':
      return why;
  }
}
