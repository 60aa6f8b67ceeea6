import { useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { OptionsActions, OptionsState } from '../../../lib/panel/options/options-model.ts';
import { lazy } from '../../controls/lazy.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { ImportReport } from '../data/import-report.tsx';
import { FileButton } from '../file-button.tsx';
import { AssistantRow } from './assistant-row.tsx';
import { RemovedLine } from './removed-line.tsx';
import { useAssistants } from './use-assistants.ts';

const AssistantBuilder = lazy(async () => (await import('./assistant-builder.tsx')).AssistantBuilder);

type Props = {
  readonly state: OptionsState;
  readonly actions: OptionsActions;
};

/** The user's assistants, and who of them answers where nobody else is chosen. */
export function AssistantsSection({ state, actions: { assistants: actions } }: Props) {
  const { list, default_id, built_in_id } = state.assistants;
  const { open, setOpen, removed, imported, trouble, ...does } = useAssistants(built_in_id, actions);
  const newButton = useRef<HTMLButtonElement>(null);
  return (
    <section aria-labelledby="assistants">
      <h2 id="assistants">{t('assistants')}</h2>
      <p>{t('assistants_about')}</p>
      <fieldset class="choice-list">
        <legend class="quiet">{t('assistants_who')}</legend>
        {list.map((assistant) => {
          const { id } = assistant;
          const name = assistant.name || t('assistant_unnamed');
          return (
            <AssistantRow
              key={id}
              assistant={assistant}
              built_in={id === built_in_id}
              connections={state.connections}
              chosen={id === default_id}
              onChoose={() => actions.makeDefault(id)}
              onEdit={() => does.edit(id)}
              onDuplicate={() => does.duplicate(id, name)}
              onExport={() => does.exportFile(id, name)}
              onRemove={() => does.remove(id, name)}
            />
          );
        })}
      </fieldset>
      {removed !== null && (
        <RemovedLine
          key={removed.id}
          removed={removed}
          onUndo={() => {
            newButton.current?.focus();
            does.undo(removed);
          }}
        />
      )}
      <div class="choices">
        <button ref={newButton} type="button" class="button" data-look="quiet" onClick={() => does.edit(null)}>
          {t('assistants_new')}
        </button>
        <FileButton
          label={t('assistants_import')}
          accept=".json,.jsonl,application/json"
          multiple
          onFiles={does.importFiles}
        />
        <TextButton label={t('assistants_export_all')} onClick={() => does.exportFile(null, 'assistants')} />
      </div>
      {imported.length > 0 && <ImportReport files={imported} />}
      {trouble !== '' && (
        <p class="outcome" role="alert" data-tone="bad">
          {trouble}
        </p>
      )}
      {open !== null && (
        <AssistantBuilder
          open={open}
          assistants={list}
          connections={state.connections}
          actions={actions}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}
