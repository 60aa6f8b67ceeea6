import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import type {
  AssistantDraft,
  AssistantsActions,
  ListedAssistant,
} from '../../../lib/panel/assistants/assistants-model.ts';
import { IconButton } from '../../controls/icon-button.tsx';
import { TextButton } from '../../controls/text-button.tsx';
import { describeTrouble } from '../connections/describe-trouble.ts';
import { AssistantFields } from './assistant-fields.tsx';
import { AssistantTestChat } from './assistant-test-chat.tsx';
import { fieldId, useAssistantForm } from './use-assistant-form.ts';

/** What the form opens with. `kept`: what was typed another time and not saved. */
export type OpenAssistant = { readonly draft: AssistantDraft; readonly kept: AssistantDraft | null };

type Props = {
  readonly open: OpenAssistant;
  readonly assistants: readonly ListedAssistant[];
  readonly connections: readonly Connection[];
  readonly actions: AssistantsActions;
  readonly onClose: () => void;
};

/** Milliseconds between two looks at files that are being read. */
const LOOK_AGAIN = 1_000;

/** An assistant as it is built, with a conversation beside it that tries it out as it stands. */
export function AssistantBuilder({ open, assistants, connections, actions, onClose }: Props) {
  const form = useAssistantForm(open.kept ?? open.draft, open.draft, actions);
  const { draft, state, isChanged } = form;
  const [isRestored, setRestored] = useState(open.kept !== null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [chat] = useState(actions.testChat);
  useFileStates(form, actions);
  useEffect(() => {
    dialog.current?.showModal();
    document.getElementById(fieldId('name'))?.focus();
    // A page that goes away deletes what it can; the rest goes when the page is next opened.
    const leave = () => void chat.clear();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [chat]);
  const close = () => {
    form.keepNow();
    onClose();
  };
  const others = assistants.filter(({ id }) => id !== draft.id);
  const title =
    draft.id === null ? t('assistants_new') : t('assistants_edit_named', draft.name || t('assistant_unnamed'));
  return (
    <dialog ref={dialog} class="builder" aria-labelledby="builder-title" onClose={close}>
      <header>
        <h2 id="builder-title">{title}</h2>
        <IconButton icon="close" label={t('close')} onClick={() => dialog.current?.close()} />
      </header>
      <div class="builder-parts">
        <form
          class="builder-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void form.save();
          }}
        >
          {isRestored && (
            <div class="restored" role="status">
              <p>{t('assistants_restored')}</p>
              <TextButton
                label={t('assistants_give_up')}
                onClick={() => {
                  form.giveUp();
                  setRestored(false);
                }}
              />
            </div>
          )}
          <AssistantFields form={form} others={others} connections={connections} actions={actions} />
          <footer>
            <p
              class="outcome"
              role="status"
              data-tone={state.problem === null && state.error === null ? 'good' : 'bad'}
            >
              {outcomeText(state, isChanged)}
            </p>
            <TextButton type="submit" look="primary" label={t('save')} />
          </footer>
        </form>
        <AssistantTestChat chat={chat} draft={draft} />
      </div>
    </dialog>
  );
}

function outcomeText(
  { status, problem, error }: ReturnType<typeof useAssistantForm>['state'],
  isChanged: boolean,
): string {
  if (error !== null) return describeTrouble(error);
  if (problem !== null) return problem.field === 'form' ? (problem.sentence ?? '') : t('assistants_not_saved');
  if (status === 'saved' && !isChanged) return t('saved');
  return isChanged ? t('assistants_unsaved') : '';
}

/** Looks how far stored files have been read, until all are. */
function useFileStates({ saved, setDraft }: ReturnType<typeof useAssistantForm>, actions: AssistantsActions): void {
  const [looks, setLooks] = useState(0);
  const { store_id, files } = saved;
  const isReading = files.some(({ state }) => state === 'reading');
  useEffect(() => setLooks(0), [saved]);
  useEffect(() => {
    if (store_id === null || !isReading) return;
    const timer = setTimeout(async () => {
      const now = await actions.filesOf(store_id).catch(() => []);
      setDraft((draft) => ({
        ...draft,
        files: draft.files.map((file) => now.find(({ id }) => id === file.id) ?? file),
      }));
      if (now.some(({ state }) => state === 'reading')) setLooks((count) => count + 1);
    }, LOOK_AGAIN);
    return () => clearTimeout(timer);
  }, [store_id, isReading, looks, actions, setDraft]);
}
