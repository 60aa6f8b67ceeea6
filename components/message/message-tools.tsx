import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { stripMarkers } from '../../lib/notation/markers.ts';
import type { AssistantChoice, MessageView, ModelChoice, PanelActions } from '../../lib/panel/model.ts';
import { CopyButton } from '../controls/copy-button.tsx';
import { copyText } from '../controls/copy-text.ts';
import { IconButton } from '../controls/icon-button.tsx';
import { memo } from '../controls/memo.tsx';
import { Menu, MenuItem } from '../controls/menu.tsx';
import { SpeakButton } from './speak-button.tsx';
import { Versions } from './versions.tsx';

type Props = {
  readonly message: MessageView;
  /** A run is under way: the thread is not to be changed. */
  readonly busy: boolean;
  readonly actions: PanelActions;
  readonly onEdit: () => void;
};

/** What can be done to a message that has ended, in one quiet row under it. */
export const MessageTools = memo(function MessageTools({ message, busy, actions, onEdit }: Props) {
  const { id, role, text, versions } = message;
  const [models, setModels] = useState<readonly ModelChoice[]>([]);
  const [assistants, setAssistants] = useState<readonly AssistantChoice[]>([]);
  const [note, setNote] = useState('');
  const isAnswer = role === 'assistant';
  const words = isAnswer ? stripMarkers(text) : text;
  const copyPlain = () =>
    void import('../markdown/plain-text.ts')
      .then(({ plainText }) => copyText(plainText(words)))
      .then(
        (cleaned) => setNote(cleaned === 0 ? t('copied') : t('copied_cleaned')),
        () => setNote(t('copy_failed')),
      );
  return (
    <div class="tools" role="toolbar" aria-live="off" aria-label={t('message_tools')}>
      {versions !== null && <Versions versions={versions} disabled={busy} onChoose={actions.chooseVersion} />}
      {text !== '' && <CopyButton label={isAnswer ? t('copy_answer') : t('copy_message')} text={words} />}
      {isAnswer ? (
        <IconButton
          icon="again"
          label={t('answer_again')}
          disabled={busy}
          onClick={() => actions.answerAgain(id, null)}
        />
      ) : (
        <IconButton icon="edit" label={t('edit_message')} disabled={busy} onClick={onEdit} />
      )}
      {isAnswer && text !== '' && <SpeakButton text={words} />}
      <Menu
        id={`more-${id}`}
        icon="more"
        label={t('more_for_message')}
        onOpen={() => {
          setNote('');
          if (!isAnswer) return;
          actions.loadModels().then(setModels, () => setModels([]));
          actions.loadAssistants().then(setAssistants, () => setAssistants([]));
        }}
        items={() => (
          <>
            {isAnswer && text !== '' && <MenuItem label={t('copy_plain')} onClick={copyPlain} />}
            <MenuItem label={t('branch_thread')} disabled={busy} onClick={() => actions.branchThread(id)} />
            <MenuItem label={t('remove_message')} disabled={busy} onClick={() => actions.removeMessage(id)} />
            {!busy && models.length + assistants.length > 2 && <p class="menu-heading">{t('answer_again_with')}</p>}
            {!busy &&
              assistants.length > 1 &&
              assistants.map(({ id: assistant, name }) => (
                <MenuItem
                  key={assistant}
                  label={name || t('assistant_unnamed')}
                  detail={t('assistant')}
                  onClick={() => actions.answerAgain(id, null, assistant)}
                />
              ))}
            {!busy &&
              models.length > 1 &&
              models.map(({ model, name, detail }) => (
                <MenuItem
                  key={model}
                  label={name ?? t('on_device')}
                  detail={detail}
                  onClick={() => actions.answerAgain(id, model)}
                />
              ))}
          </>
        )}
      />
      <span class="tool-note" aria-live="polite">
        {note}
      </span>
    </div>
  );
});
