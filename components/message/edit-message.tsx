import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { isSendKey } from '../composer/is-send-key.ts';
import { TextButton } from '../controls/text-button.tsx';

type Props = {
  readonly text: string;
  /** What was typed before, where this was drawn then; the focus stays where it is. */
  readonly edit: string | undefined;
  /** A run is under way: nothing new can be asked, and what is typed stays. */
  readonly busy: boolean;
  readonly onChange: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
};

/** A question that is put in other words, where it stands. */
export function EditMessage({ text, edit, busy, onChange, onSend, onCancel }: Props) {
  const [draft, setDraft] = useState(edit ?? text);
  const textbox = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (edit === undefined) textbox.current?.focus();
    textbox.current?.setSelectionRange(draft.length, draft.length);
  }, []);
  const sendable = !busy && draft.trim() !== '';
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) onCancel();
    if (!isSendKey(event)) return;
    event.preventDefault();
    if (sendable) onSend(draft);
  };
  return (
    <div class="edit-message">
      <div class="grow" data-text={draft}>
        <textarea
          ref={textbox}
          rows={1}
          dir="auto"
          aria-label={t('edit_message')}
          value={draft}
          onInput={({ currentTarget }) => {
            setDraft(currentTarget.value);
            onChange(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="choices">
        <TextButton label={t('send')} look="primary" disabled={!sendable} onClick={() => onSend(draft)} />
        <TextButton label={t('cancel')} look="quiet" onClick={onCancel} />
      </div>
    </div>
  );
}
