import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { UsageView } from '../../lib/panel/conversation/run-model.ts';
import type { MessageView, PanelActions } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { memo } from '../controls/memo.tsx';
import { focusOn } from '../thread/focus-on.ts';
import type { Edits } from '../thread/use-edits.ts';
import { Answer } from './answer.tsx';
import { PageChip } from './page-chip.tsx';
import { ReadLine } from './read-line.tsx';
import { RunUsage } from './run-usage.tsx';

const EditMessage = lazy(async () => (await import('./edit-message.tsx')).EditMessage);
const MessageTools = lazy(async () => (await import('./message-tools.tsx')).MessageTools);
const Sources = lazy(async () => (await import('./sources.tsx')).Sources);
const StoredPicture = lazy(async () => (await import('./stored-picture.tsx')).StoredPicture);

type Props = {
  readonly message: MessageView;
  /** A run is under way. */
  readonly busy: boolean;
  /** What the answer that ends here has used. */
  readonly usage: UsageView | null;
  readonly edits: Edits;
  readonly actions: PanelActions;
};

/** One message on the thread. The article's attributes are all its sheet needs to tie the right knot. */
export const MessageArticle = memo(function MessageArticle({ message, busy, usage, edits, actions }: Props) {
  const { role, status, text } = message;
  const [isEdited, setEdited] = useState(edits.of(message.id) !== undefined);
  useEffect(() => {
    if (edits.of(message.id) !== undefined) setEdited(true);
  }, [edits]);
  const article = useRef<HTMLElement>(null);
  const stopEditing = () => {
    edits.keep(message.id, null);
    // The box goes, and with it whatever in it has the focus.
    if (article.current?.contains(document.activeElement)) focusOn(article.current);
    setEdited(false);
  };
  const ended = status !== 'in_progress';
  return (
    <article
      ref={article}
      data-message={message.id}
      data-role={role}
      data-status={status}
      data-reason={message.incomplete_reason ?? undefined}
      data-empty={text === '' || undefined}
      aria-label={role === 'user' ? t('your_message') : t('answer')}
    >
      {role === 'user' ? (
        <Question
          text={text}
          edited={isEdited}
          edit={edits.of(message.id)}
          busy={busy}
          onChange={(changed) => edits.keep(message.id, changed)}
          onCancel={stopEditing}
          onSend={(changed) => void actions.editMessage(message.id, changed).then((came) => came && stopEditing())}
        />
      ) : (
        <Answer text={text} ended={ended} citations={message.citations} read={message.read} actions={actions} />
      )}
      {message.pictures.length > 0 && (
        <div class="shown">
          {message.pictures.map((file_id, place) => (
            <StoredPicture key={file_id} file_id={file_id} number={place + 1} onLoad={actions.loadPicture} />
          ))}
        </div>
      )}
      {message.unseen && <p class="unseen quiet">{t('pictures_unseen')}</p>}
      {message.attachments.map((page) => (
        <PageChip
          key={page.file_id}
          page={page}
          at={message.created_at * 1000}
          onOpen={actions.openLink}
          onPreview={actions.openPreview}
        />
      ))}
      {ended && message.sources.length > 0 && <Sources sources={message.sources} onOpen={actions.openLink} />}
      {ended && <ReadLine read={message.read} onLoad={actions.loadRead} />}
      {usage !== null && <RunUsage usage={usage} actions={actions} />}
      {ended && <MessageTools message={message} busy={busy} actions={actions} onEdit={() => setEdited(true)} />}
    </article>
  );
});

type QuestionProps = {
  readonly text: string;
  readonly edited: boolean;
  /** What has been typed so far, where the message was gone from the document meanwhile. */
  readonly edit: string | undefined;
  readonly busy: boolean;
  readonly onChange: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
};

function Question({ text, edited, ...editing }: QuestionProps) {
  if (edited) return <EditMessage text={text} {...editing} />;
  return (
    <p class="words" dir="auto">
      {text}
    </p>
  );
}
