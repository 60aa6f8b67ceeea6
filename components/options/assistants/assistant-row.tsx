import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import { DEFAULT_MODEL, ON_DEVICE, readModelName } from '../../../lib/notation/model-name.ts';
import type { ListedAssistant } from '../../../lib/panel/assistants/assistants-model.ts';
import { AssistantPicture } from '../../assistant/assistant-picture.tsx';
import { Menu, MenuItem } from '../../controls/menu.tsx';
import { TextButton } from '../../controls/text-button.tsx';

type Props = {
  readonly assistant: ListedAssistant;
  /** There always is one of these: it can be brought back to what it was, and not be deleted. */
  readonly built_in: boolean;
  readonly connections: readonly Connection[];
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onEdit: () => void;
  readonly onDuplicate: () => void;
  readonly onExport: () => void;
  readonly onRemove: () => void;
};

export function AssistantRow(props: Props) {
  const { assistant, built_in } = props;
  const name = assistant.name || t('assistant_unnamed');
  return (
    <div class="choice assistant-row">
      <label>
        <input type="radio" name="default-assistant" checked={props.chosen} onChange={props.onChoose} />
        <span>
          <AssistantPicture picture={assistant.picture} name={name} />
          <bdi>{name}</bdi>
        </span>
        <small dir="auto">
          {[modelText(assistant.model, props.connections), assistant.description].filter(Boolean).join(' · ')}
        </small>
      </label>
      <div class="choices">
        <TextButton label={t('edit')} aria-label={t('edit_named', name)} onClick={props.onEdit} />
        <Menu
          id={`assistant-menu-${assistant.id}`}
          icon="more"
          label={t('assistants_more_named', name)}
          items={() => (
            <>
              <MenuItem label={t('assistants_duplicate')} onClick={props.onDuplicate} />
              <MenuItem label={t('assistants_export')} onClick={props.onExport} />
              <MenuItem label={built_in ? t('assistants_reset') : t('delete')} onClick={props.onRemove} />
            </>
          )}
        />
      </div>
    </div>
  );
}

function modelText(model: string, connections: readonly Connection[]): string {
  const { place, name } = readModelName(model, connections);
  if (place === ON_DEVICE) return t('on_device');
  const connection = connections.find(({ id }) => id === place);
  if (place === DEFAULT_MODEL || connection === undefined) return name || t('assistants_model_default');
  const used = name || connection.model;
  return used === '' ? connection.name : t('assistants_model_at', connection.name, used);
}
