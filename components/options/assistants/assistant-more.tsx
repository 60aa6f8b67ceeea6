import { t } from '../../../lib/i18n/index.ts';
import type { AnswerFormat } from '../../../lib/panel/assistants/assistants-model.ts';
import { Field } from '../field.tsx';
import { AssistantMetadataField } from './assistant-metadata-field.tsx';
import { AssistantTextField } from './assistant-text-field.tsx';
import { type AssistantForm, fieldId } from './use-assistant-form.ts';

const EFFORTS = ['', 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

const FORMATS = [
  ['auto', 'assistants_format_auto'],
  ['text', 'assistants_format_text'],
  ['json_object', 'assistants_format_json'],
  ['json_schema', 'assistants_format_schema'],
] as const satisfies readonly (readonly [AnswerFormat, string])[];

/** What most assistants do without. */
export function AssistantMore({ form: { draft, edit, problemAt } }: { readonly form: AssistantForm }) {
  const effort = problemAt('reasoning_effort');
  return (
    <details class="more-fields">
      <summary>{t('assistants_more')}</summary>
      <AssistantTextField
        field="temperature"
        label={t('assistants_temperature')}
        value={draft.temperature}
        note={t('assistants_temperature_note')}
        problem={problemAt('temperature')}
        onChange={(temperature) => edit({ temperature })}
        numeric
      />
      <AssistantTextField
        field="top_p"
        label={t('assistants_top_p')}
        value={draft.top_p}
        note={t('assistants_top_p_note')}
        problem={problemAt('top_p')}
        onChange={(top_p) => edit({ top_p })}
        numeric
      />
      <Field
        id={fieldId('reasoning_effort')}
        label={t('assistants_effort')}
        note={effort?.sentence ?? t('assistants_effort_note')}
        invalid={effort !== null}
      >
        <select
          id={fieldId('reasoning_effort')}
          value={draft.reasoning_effort}
          onChange={(event) => edit({ reasoning_effort: event.currentTarget.value })}
        >
          {EFFORTS.map((name) => (
            <option key={name} value={name}>
              {name === '' ? t('assistants_effort_own') : name}
            </option>
          ))}
        </select>
      </Field>
      <Field id="assistant-format" label={t('assistants_format')}>
        <select
          id="assistant-format"
          value={draft.response_format}
          onChange={(event) => edit({ response_format: formatNamed(event.currentTarget.value) })}
        >
          {FORMATS.map(([name, key]) => (
            <option key={name} value={name}>
              {t(key)}
            </option>
          ))}
        </select>
      </Field>
      {draft.response_format === 'json_schema' && (
        <AssistantTextField
          field="json_schema"
          label={t('assistants_schema')}
          value={draft.json_schema}
          note={t('assistants_schema_note')}
          problem={problemAt('json_schema')}
          onChange={(json_schema) => edit({ json_schema })}
          lines="code"
        />
      )}
      <AssistantMetadataField
        metadata={draft.metadata}
        problem={problemAt('metadata')}
        onChange={(metadata) => edit({ metadata })}
      />
    </details>
  );
}

function formatNamed(name: string): AnswerFormat {
  return FORMATS.find(([one]) => one === name)?.[0] ?? 'auto';
}
