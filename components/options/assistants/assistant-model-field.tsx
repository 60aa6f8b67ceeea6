import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { DEFAULT_MODEL, modelName, ON_DEVICE, readModelName } from '../../../lib/notation/model-name.ts';
import type { DraftProblem } from '../../../lib/panel/assistants/assistants-model.ts';
import { Field } from '../field.tsx';
import { AssistantTextField } from './assistant-text-field.tsx';

type Props = {
  /** As a run names it. */
  readonly model: string;
  readonly connections: readonly Connection[];
  readonly problem: DraftProblem | null;
  readonly onChange: (model: string) => void;
};

/** Which connection answers, and with which model, where that is not the connection's own. */
export function AssistantModelField({ model, connections, problem, onChange }: Props) {
  const { place, name } = readModelName(model, connections);
  const connection = connections.find(({ id }) => id === place);
  return (
    <>
      <Field id="assistant-connection" label={t('assistants_model')}>
        <select
          id="assistant-connection"
          value={place}
          onChange={(event) => onChange(modelName(event.currentTarget.value))}
        >
          <option value={DEFAULT_MODEL}>{t('assistants_model_default')}</option>
          {connections.map((one) => (
            <option key={one.id} value={one.id}>
              {one.model === '' ? one.name : t('assistants_model_at', one.name, one.model)}
            </option>
          ))}
          <option value={ON_DEVICE}>{t('on_device')}</option>
        </select>
      </Field>
      {place === ON_DEVICE ? (
        <p class="quiet">{t('assistants_on_device')}</p>
      ) : (
        <AssistantTextField
          field="model"
          label={t('assistants_model_name')}
          value={name}
          placeholder={connection?.model ?? ''}
          note={t('assistants_model_name_note')}
          problem={problem}
          onChange={(typed) => onChange(modelName(place, typed.trim()))}
        />
      )}
    </>
  );
}
