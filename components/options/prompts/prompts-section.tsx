import { useRef, useState } from 'preact/hooks';
import type { AppError } from '../../../lib/errors.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PromptDraft, PromptsActions, PromptView } from '../../../lib/panel/prompts/prompts-model.ts';
import { MenuItem } from '../../controls/menu.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { BuiltInPrompts } from './built-in-prompts.tsx';
import { PromptForm } from './prompt-form.tsx';
import { PromptRow } from './prompt-row.tsx';
import { PromptsFile } from './prompts-file.tsx';

type Props = {
  readonly prompts: readonly PromptView[];
  readonly actions: PromptsActions;
};

type Removed = { readonly name: string; readonly putBack: () => Promise<AppError | null> };

const EMPTY: PromptDraft = { id: null, name: '', command: '', text: '', key: null };

/** The prompt library: the user's own prompts, and the built-in ones. */
export function PromptsSection({ prompts, actions }: Props) {
  const [edited, setEdited] = useState<PromptDraft | null>(null);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const own = prompts.filter(({ built_in }) => !built_in);
  const close = () => {
    setEdited(null);
    addButton.current?.focus();
  };
  const remove = async ({ id, name }: PromptView) => {
    const putBack = await actions.remove(id);
    setRemoved(putBack === null ? null : { name, putBack });
    addButton.current?.focus();
  };
  const itemsOf = (prompt: PromptView, place: number) => () => (
    <>
      <MenuItem label={t('edit')} disabled={edited !== null} onClick={() => setEdited(prompt)} />
      <MenuItem label={t('prompts_move_up')} disabled={place === 0} onClick={() => actions.move(prompt.id, -1)} />
      <MenuItem
        label={t('prompts_move_down')}
        disabled={place === own.length - 1}
        onClick={() => actions.move(prompt.id, 1)}
      />
      <MenuItem label={t('delete')} onClick={() => void remove(prompt)} />
    </>
  );
  return (
    <section aria-labelledby="prompts">
      <h2 id="prompts">{t('prompts')}</h2>
      <p>{t('prompts_about')}</p>
      {own.length > 0 && (
        <ul class="rows">
          {own.map((prompt, place) => (
            <PromptRow key={prompt.id} prompt={prompt} items={itemsOf(prompt, place)} />
          ))}
        </ul>
      )}
      {edited !== null && (
        <PromptForm
          key={edited.id ?? edited.name}
          prompt={edited}
          library={prompts}
          actions={actions}
          onClose={close}
        />
      )}
      {removed !== null && (
        <p class="prompt-removed" role="status">
          {t('prompts_removed', removed.name)}
          <TextButton label={t('undo')} onClick={() => void removed.putBack().then(() => setRemoved(null))} />
        </p>
      )}
      <div class="choices">
        <button
          ref={addButton}
          type="button"
          class="button"
          data-look="quiet"
          aria-expanded={edited !== null}
          onClick={() => setEdited((before) => before ?? EMPTY)}
        >
          {t('prompts_add')}
        </button>
        <PromptsFile canExport={own.length > 0} actions={actions} />
      </div>
      <BuiltInPrompts
        library={prompts}
        actions={actions}
        busy={edited !== null}
        onDuplicate={({ name, text }) => setEdited({ ...EMPTY, name, text })}
      />
    </section>
  );
}
