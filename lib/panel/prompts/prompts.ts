import { type MessageKey, t } from '../../i18n/index.ts';
import { locale } from '../../i18n/locale.ts';
import { fillTemplate, names, type Values } from './prompt-template.ts';
import type { PromptKey, PromptRow, PromptRows, PromptView } from './prompts-model.ts';

type BuiltIn = {
  /** Its command in every language, beside the one that its name gives. */
  readonly id: string;
  readonly name: MessageKey;
  readonly text: MessageKey;
  /** It wants a page to be gone through as a whole, which can be done by quoting too. */
  readonly task?: 'summarize';
};

const BUILT_IN: readonly BuiltIn[] = [
  { id: 'summarize', name: 'prompts_summarize', text: 'prompts_summarize_text', task: 'summarize' },
  { id: 'key-points', name: 'prompts_key_points', text: 'prompts_key_points_text', task: 'summarize' },
  { id: 'explain', name: 'prompts_explain', text: 'prompts_explain_text' },
  { id: 'simplify', name: 'prompts_simplify', text: 'prompts_simplify_text' },
  { id: 'translate', name: 'prompts_translate', text: 'prompts_translate_text' },
  { id: 'counter-arguments', name: 'prompts_counter_arguments', text: 'prompts_counter_arguments_text' },
  { id: 'reply', name: 'prompts_reply', text: 'prompts_reply_text' },
  { id: 'action-items', name: 'prompts_action_items', text: 'prompts_action_items_text' },
  { id: 'quiz', name: 'prompts_quiz', text: 'prompts_quiz_text' },
  { id: 'table', name: 'prompts_table', text: 'prompts_table_text' },
];

export const PROMPT_KEYS: readonly PromptKey[] = [4, 5, 6, 7, 8, 9];

/** The whole library: the user's own, then the built-in ones in the browser's language. */
export function promptViews({ own, hidden, keys }: PromptRows): readonly PromptView[] {
  const builtIn = BUILT_IN.map(({ id, name, text, task }) => ({
    ...viewOf({ id, name: t(name), command: commandOf(t(name)), text: t(text) }),
    built_in: true,
    hidden: hidden.includes(id),
    needs_model: task === undefined,
  }));
  return [...own.map(viewOf), ...builtIn].map((view) => ({
    ...view,
    key: PROMPT_KEYS.find((key) => keys[key] === view.id) ?? null,
  }));
}

function viewOf({
  id,
  name,
  command,
  text,
}: Pick<PromptRow, 'id' | 'name' | 'command' | 'text'>): Omit<PromptView, 'key'> {
  const about = fillTemplate(text, { ...standingWords(), url: '', title: '', input: '' }).text;
  const takes_input = names(text, 'input');
  return { id, name, command, text, about, built_in: false, hidden: false, takes_input, needs_model: false };
}

/** How questions speak of what goes along, and the browser's language. */
export function standingWords(): Pick<Values, 'page' | 'selection' | 'language'> {
  return { page: t('prompts_this_page'), selection: t('prompts_the_selection'), language: languageName() };
}

/** As the user's texts call it. */
function languageName(): string {
  const { language, script } = new Intl.Locale(navigator.language).maximize();
  const tag = language === 'zh' ? `${language}-${script}` : language;
  return new Intl.DisplayNames([locale()], { type: 'language' }).of(tag) ?? tag;
}

/** Of the built-in prompts: what a question made of it is to the engine, and whether it is all that quoting can do. */
export function taskOf({ id, built_in }: PromptView): 'answer' | 'summarize' {
  return (built_in && BUILT_IN.find((one) => one.id === id)?.task) || 'answer';
}

/** The user's own go before built-in ones that would have the same command; hidden ones can still be typed. */
export function findPrompt(views: readonly PromptView[], command: string): PromptView | undefined {
  const wanted = commandOf(command);
  return views.find((one) => one.command === wanted) ?? views.find(({ id, built_in }) => built_in && id === wanted);
}

/** As a command is kept: small letters, digits and hyphens, at most 40 characters. */
export function commandOf(typed: string): string {
  return typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
}
