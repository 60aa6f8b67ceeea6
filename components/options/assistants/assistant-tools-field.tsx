import { t } from '../../../lib/i18n/index.ts';
import type { AssistantsActions, ListedAssistant } from '../../../lib/panel/assistants/assistants-model.ts';
import { CheckField } from '../check-field.tsx';
import { AssistantFilesField } from './assistant-files-field.tsx';
import { AssistantFunctionsField } from './assistant-functions-field.tsx';
import type { AssistantForm } from './use-assistant-form.ts';

type Props = {
  readonly form: AssistantForm;
  readonly others: readonly ListedAssistant[];
  readonly actions: AssistantsActions;
};

/** What it can use besides its words. */
export function AssistantToolsField({ form: { draft, edit, setDraft, problemAt }, others, actions }: Props) {
  const { consults } = draft;
  return (
    <fieldset class="tools-field">
      <legend id="assistant-tools" tabIndex={-1}>
        {t('assistants_tools')}
      </legend>
      <CheckField
        label={t('assistants_file_search')}
        note={t('assistants_file_search_note')}
        checked={draft.file_search}
        onChange={(file_search) => edit({ file_search })}
      />
      {(draft.file_search || draft.files.length > 0) && (
        <AssistantFilesField
          files={draft.files}
          problem={problemAt('files')}
          onAttach={actions.attach}
          onAdd={(file) => setDraft((now) => ({ ...now, file_search: true, files: [...now.files, file] }))}
          onRemove={(id) => {
            actions.discard(draft.files.filter((file) => file.id === id));
            edit({ files: draft.files.filter((file) => file.id !== id) });
          }}
        />
      )}
      <CheckField
        label={t('assistants_code')}
        note={t('assistants_code_note')}
        checked={draft.code_interpreter}
        onChange={(code_interpreter) => edit({ code_interpreter })}
      />
      {others.length > 0 && (
        <fieldset class="consults">
          <legend>{t('assistants_consults')}</legend>
          <p class="quiet">{t('assistants_consults_note')}</p>
          {others.map(({ id, name, description }) => (
            <CheckField
              key={id}
              label={name || t('assistant_unnamed')}
              note={description ?? ''}
              checked={consults.includes(id)}
              onChange={(isOn) => edit({ consults: isOn ? [...consults, id] : consults.filter((one) => one !== id) })}
            />
          ))}
        </fieldset>
      )}
      <AssistantFunctionsField
        functions={draft.functions}
        problemAt={problemAt}
        onChange={(functions) => edit({ functions })}
      />
    </fieldset>
  );
}
