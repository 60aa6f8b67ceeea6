import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { DataActions } from '../../../lib/panel/options/data-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeTrouble } from '../connections/describe-trouble.ts';
import { Field } from '../field.tsx';
import { useDataTask } from './use-data-task.ts';

type Props = {
  readonly actions: Pick<DataActions, 'deleteAll'>;
};

const FIELD = 'data-delete-word';

/** A word has to be typed: a click too many must not be enough. */
export function DataDelete({ actions }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const { progress, result, run, forget } = useDataTask<null>();
  const word = t('data_delete_word');
  const isConfirmed = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase();
  const close = () => {
    setOpen(false);
    setTyped('');
  };
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isConfirmed || progress !== null) return;
    await run(actions.deleteAll);
    close();
  };
  return (
    <>
      <h3>{t('data_delete')}</h3>
      <p>{t('data_delete_about')}</p>
      {isOpen ? (
        <form class="connection-form" onSubmit={(event) => void submit(event)}>
          <Field id={FIELD} label={t('data_delete_type', word)}>
            <input
              id={FIELD}
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </Field>
          <div class="choices">
            <TextButton
              type="submit"
              class="button danger"
              label={progress === null ? t('data_delete_all') : t('data_deleting')}
              disabled={!isConfirmed || progress !== null}
            />
            <TextButton label={t('cancel')} onClick={close} />
          </div>
        </form>
      ) : (
        <TextButton
          label={t('data_delete')}
          onClick={() => {
            forget();
            setOpen(true);
          }}
        />
      )}
      <p class="outcome" role="status" data-tone={result?.status === 'failed' ? 'bad' : 'good'}>
        {result?.status === 'done' && t('data_deleted')}
        {result?.status === 'failed' && describeTrouble(result.error)}
      </p>
    </>
  );
}
