import { t } from '../../../lib/i18n/index.ts';
import type { AssistantDraft, DraftProblem } from '../../../lib/panel/assistants/assistants-model.ts';
import { IconButton } from '../../controls/icon-button.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { focusAdder } from './focus-adder.ts';
import { fieldId } from './use-assistant-form.ts';

type Props = {
  readonly metadata: AssistantDraft['metadata'];
  readonly problem: DraftProblem | null;
  readonly onChange: (metadata: AssistantDraft['metadata']) => void;
};

/** Pairs that programs keep with an assistant; the API takes sixteen. */
const MOST = 16;

export function AssistantMetadataField({ metadata, problem, onChange }: Props) {
  return (
    <fieldset class="metadata-field" data-invalid={problem !== null || undefined}>
      <legend id={fieldId('metadata')} tabIndex={-1}>
        {t('assistants_metadata')}
      </legend>
      {metadata.map(([key, value], place) => (
        <div key={place} class="pair">
          <input
            type="text"
            dir="auto"
            aria-label={t('assistants_metadata_key', String(place + 1))}
            value={key}
            onInput={(event) => onChange(metadata.with(place, [event.currentTarget.value, value]))}
          />
          <input
            type="text"
            dir="auto"
            aria-label={t('assistants_metadata_value', String(place + 1))}
            value={value}
            onInput={(event) => onChange(metadata.with(place, [key, event.currentTarget.value]))}
          />
          <IconButton
            icon="close"
            label={t('assistants_metadata_remove', String(place + 1))}
            onClick={(event) => {
              focusAdder(event);
              onChange(metadata.toSpliced(place, 1));
            }}
          />
        </div>
      ))}
      {metadata.length < MOST && (
        <TextButton label={t('assistants_metadata_add')} onClick={() => onChange([...metadata, ['', '']])} />
      )}
      {problem !== null && (
        <p class="quiet trouble" role="status">
          {problem.sentence}
        </p>
      )}
    </fieldset>
  );
}
