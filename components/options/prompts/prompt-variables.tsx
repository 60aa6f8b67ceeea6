import { type MessageKey, t } from '../../../lib/i18n/index.ts';

type Props = { readonly onInsert: (variable: string) => void };

const VARIABLES: readonly (readonly [variable: string, about: MessageKey])[] = [
  ['{{page}}', 'prompts_about_page'],
  ['{{page limit=2000}}', 'prompts_about_limit'],
  ['{{selection}}', 'prompts_about_selection'],
  ['{{input}}', 'prompts_about_input'],
  ['{{language}}', 'prompts_about_language'],
  ['{{title}}', 'prompts_about_title'],
  ['{{url}}', 'prompts_about_url'],
];

/** What a prompt's text may name; a press puts it in. */
export function PromptVariables({ onInsert }: Props) {
  return (
    <ul class="prompt-variables" aria-label={t('prompts_variables')}>
      {VARIABLES.map(([variable, about]) => (
        <li key={variable}>
          <button type="button" class="link" dir="ltr" onClick={() => onInsert(variable)}>
            {variable}
          </button>
          <span class="quiet">{t(about)}</span>
        </li>
      ))}
    </ul>
  );
}
