import { useEffect, useRef } from 'preact/hooks';
import { formatList } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PromptDraft, PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { describeError } from '../../notices/error-notice.tsx';
import { Field, noteId } from '../field.tsx';
import { PromptKeyField } from './prompt-key-field.tsx';
import { PromptVariables } from './prompt-variables.tsx';
import { type PromptFormActions, usePromptForm } from './use-prompt-form.ts';

type Props = {
  readonly prompt: PromptDraft;
  readonly library: readonly PromptView[];
  readonly actions: PromptFormActions;
  readonly onClose: () => void;
};

/** A new prompt, or one that is changed. The command follows the name until one is typed. */
export function PromptForm({ prompt, library, actions, onClose }: Props) {
  const { typed, change, command, taken_by, unknown, isReady, trouble, submit } = usePromptForm(
    prompt,
    actions,
    onClose,
  );
  const name = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => name.current?.focus(), []);
  const insert = (variable: string) => {
    const box = text.current;
    if (box === null) return;
    box.setRangeText(variable, box.selectionStart, box.selectionEnd, 'end');
    change({ text: box.value });
    box.focus();
  };
  return (
    <form class="connection-form prompt-form" onSubmit={submit}>
      <Field id="prompt-name" label={t('prompts_name')}>
        <input
          ref={name}
          id="prompt-name"
          type="text"
          dir="auto"
          autocomplete="off"
          maxlength={200}
          value={typed.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </Field>
      <Field
        id="prompt-command"
        label={t('prompts_command')}
        note={
          taken_by === null ? t('prompts_command_note', command === '' ? '…' : command) : t('prompts_taken', taken_by)
        }
        invalid={taken_by !== null}
      >
        <input
          id="prompt-command"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxlength={40}
          placeholder={command}
          aria-invalid={taken_by !== null}
          aria-describedby={noteId('prompt-command')}
          value={typed.command}
          onInput={(event) => change({ command: event.currentTarget.value.replace(/^\//, '') })}
        />
      </Field>
      <PromptKeyField prompt={typed} keys={actions.keys} library={library} onChoose={(key) => change({ key })} />
      <Field
        id="prompt-text"
        label={t('prompts_text')}
        {...(unknown.length === 0 ? {} : { note: t('prompts_unknown', formatList(unknown)) })}
      >
        <div class="grow" data-text={typed.text}>
          <textarea
            ref={text}
            id="prompt-text"
            rows={5}
            dir="auto"
            maxlength={100_000}
            aria-describedby={unknown.length === 0 ? undefined : noteId('prompt-text')}
            value={typed.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        </div>
      </Field>
      <PromptVariables onInsert={insert} />
      <div class="choices">
        <TextButton type="submit" look="primary" label={t('prompts_save')} disabled={!isReady} />
        <TextButton label={t('cancel')} onClick={onClose} />
      </div>
      {trouble !== null && (
        <p class="outcome" role="alert" data-tone="bad">
          {describeError(trouble)[0]}
        </p>
      )}
    </form>
  );
}
