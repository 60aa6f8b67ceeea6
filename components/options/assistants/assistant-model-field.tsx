import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';
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

const DEFAULT = 'default';
const ON_DEVICE = 'on-device';

/** Which connection answers, and with which model, where that is not the connection's own. */
export function AssistantModelField({ model, connections, problem, onChange }: Props) {
  const { place, name } = readModel(model, connections);
  const connection = connections.find(({ id }) => id === place);
  return (
    <>
      <Field id="assistant-connection" label={t('assistants_model')}>
        <select
          id="assistant-connection"
          value={place}
          onChange={(event) => onChange(modelOf(event.currentTarget.value, ''))}
        >
          <option value={DEFAULT}>{t('assistants_model_default')}</option>
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
          onChange={(typed) => onChange(modelOf(place, typed))}
        />
      )}
    </>
  );
}

function readModel(
  model: string,
  connections: readonly Connection[],
): { readonly place: string; readonly name: string } {
  if (model === ON_DEVICE || model === DEFAULT) return { place: model, name: '' };
  const [id = '', ...name] = model.split('/');
  const isOurs = name.length > 0 && connections.some((one) => one.id === id);
  return isOurs ? { place: id, name: name.join('/') } : { place: DEFAULT, name: model };
}

function modelOf(place: string, typed: string): string {
  const name = typed.trim();
  if (place === ON_DEVICE) return ON_DEVICE;
  if (place === DEFAULT) return name === '' ? DEFAULT : name;
  return `${place}/${name}`;
}
