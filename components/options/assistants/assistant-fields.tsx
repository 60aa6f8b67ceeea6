import { formatNumber } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import type { AssistantsActions, ListedAssistant } from '../../../lib/panel/assistants/assistants-model.ts';
import { AssistantModelField } from './assistant-model-field.tsx';
import { AssistantMore } from './assistant-more.tsx';
import { AssistantPictureField } from './assistant-picture-field.tsx';
import { AssistantTextField } from './assistant-text-field.tsx';
import { AssistantToolsField } from './assistant-tools-field.tsx';
import type { AssistantForm } from './use-assistant-form.ts';

type Props = {
  readonly form: AssistantForm;
  readonly others: readonly ListedAssistant[];
  readonly connections: readonly Connection[];
  readonly actions: AssistantsActions;
};

/** Characters of instructions that the API takes. */
const MOST_INSTRUCTIONS = 256_000;

/** What an assistant is made of. */
export function AssistantFields({ form, others, connections, actions }: Props) {
  const { draft, edit, problemAt } = form;
  return (
    <>
      <AssistantTextField
        field="name"
        label={t('field_name')}
        value={draft.name}
        problem={problemAt('name')}
        onChange={(name) => edit({ name })}
      />
      <AssistantPictureField
        picture={draft.picture}
        name={draft.name}
        onChange={(picture) => edit({ picture })}
        onShrink={actions.shrink}
      />
      <AssistantTextField
        field="description"
        label={t('assistants_description')}
        value={draft.description}
        problem={problemAt('description')}
        onChange={(description) => edit({ description })}
      />
      <AssistantTextField
        field="instructions"
        label={t('assistants_instructions')}
        value={draft.instructions}
        note={t('assistants_count', formatNumber(draft.instructions.length), formatNumber(MOST_INSTRUCTIONS))}
        problem={problemAt('instructions')}
        onChange={(instructions) => edit({ instructions })}
        lines="text"
      />
      <AssistantModelField
        model={draft.model}
        connections={connections}
        problem={problemAt('model')}
        onChange={(model) => edit({ model })}
      />
      <AssistantToolsField form={form} others={others} actions={actions} />
      <AssistantMore form={form} />
    </>
  );
}
