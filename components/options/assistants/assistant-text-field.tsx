import { t } from '../../../lib/i18n/index.ts';
import type { DraftField, DraftProblem } from '../../../lib/panel/assistants/assistants-model.ts';
import { Field, noteId } from '../field.tsx';
import { fieldId } from './use-assistant-form.ts';

type Props = {
  readonly field: DraftField;
  readonly label: string;
  readonly value: string;
  readonly problem: DraftProblem | null;
  readonly onChange: (value: string) => void;
  readonly note?: string;
  readonly placeholder?: string;
  /** Several lines, which grow with what is typed; `code`: JSON. */
  readonly lines?: 'text' | 'code';
  readonly numeric?: boolean;
};

/** A field of an assistant, with what is wrong with it in the place of its help. */
export function AssistantTextField({
  field,
  label,
  value,
  problem,
  onChange,
  note,
  placeholder,
  lines,
  numeric,
}: Props) {
  const id = fieldId(field);
  const said = problem === null ? note : (problem.sentence ?? describeTyped(field));
  const shared = {
    id,
    value,
    placeholder,
    autocomplete: 'off' as const,
    'aria-invalid': problem === null ? undefined : ('true' as const),
    'aria-describedby': said === undefined ? undefined : noteId(id),
  };
  return (
    <Field id={id} label={label} note={said} invalid={problem !== null}>
      {lines === undefined ? (
        <input
          {...shared}
          type="text"
          inputMode={numeric === true ? 'decimal' : undefined}
          dir="auto"
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <div class="grow" data-lines={lines} data-text={value}>
          <textarea
            {...shared}
            rows={lines === 'code' ? 6 : 3}
            dir={lines === 'code' ? 'ltr' : 'auto'}
            spellcheck={lines !== 'code'}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}

function describeTyped(field: DraftField): string {
  if (field === 'temperature' || field === 'top_p') return t('assistants_not_a_number');
  return t('assistants_not_json');
}
