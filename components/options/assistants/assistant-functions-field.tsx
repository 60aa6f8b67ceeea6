import { t } from '../../../lib/i18n/index.ts';
import type { DraftField, DraftProblem } from '../../../lib/panel/assistants/assistants-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { AssistantTextField } from './assistant-text-field.tsx';
import { focusAdder } from './focus-adder.ts';

type Props = {
  readonly functions: readonly string[];
  readonly problemAt: (field: DraftField) => DraftProblem | null;
  readonly onChange: (functions: readonly string[]) => void;
};

/** Functions as the API takes them: each a name, a description, and a JSON schema of what it is called with. */
export function AssistantFunctionsField({ functions, problemAt, onChange }: Props) {
  return (
    <div class="functions-field">
      {functions.map((text, place) => (
        <div key={place} class="function">
          <AssistantTextField
            field={`function-${place}`}
            label={t('assistants_function', String(place + 1))}
            value={text}
            lines="code"
            problem={problemAt(`function-${place}`)}
            onChange={(typed) => onChange(functions.with(place, typed))}
          />
          <TextButton
            label={t('assistants_function_remove')}
            aria-label={t('assistants_function_remove_named', nameIn(text) || String(place + 1))}
            onClick={(event) => {
              focusAdder(event);
              onChange(functions.toSpliced(place, 1));
            }}
          />
        </div>
      ))}
      <TextButton label={t('assistants_function_add')} onClick={() => onChange([...functions, EXAMPLE])} />
      <p class="quiet">{t('assistants_functions_note')}</p>
    </div>
  );
}

const EXAMPLE = `{
  "name": "get_weather",
  "description": "The weather at a place, now",
  "parameters": {
    "type": "object",
    "properties": { "place": { "type": "string" } },
    "required": ["place"]
  }
}`;

function nameIn(text: string): string {
  return text.match(/"name"\s*:\s*"([\w-]+)"/)?.[1] ?? '';
}
