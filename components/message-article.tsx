import { t } from '../lib/i18n/index.ts';
import type { MessageView, PanelActions } from '../lib/panel/model.ts';
import { Answer } from './answer.tsx';
import { CopyButton } from './copy-button.tsx';
import { withoutMarkers } from './markdown/citation-token.ts';
import { memo } from './memo.tsx';
import { PageChip } from './page-chip.tsx';
import { ReadLine } from './read-line.tsx';
import { Sources } from './sources.tsx';

type Props = {
  readonly message: MessageView;
  readonly actions: PanelActions;
};

/** One message on the thread. The article's attributes are all its sheet needs to tie the right knot. */
export const MessageArticle = memo(function MessageArticle({ message, actions }: Props) {
  const { role, status, text } = message;
  const ended = status !== 'in_progress';
  return (
    <article
      data-role={role}
      data-status={status}
      data-reason={message.incomplete_reason ?? undefined}
      data-empty={text === '' || undefined}
      aria-label={role === 'user' ? t('your_message') : t('answer')}
    >
      {role === 'user' ? (
        <p class="words" dir="auto">
          {text}
        </p>
      ) : (
        <Answer text={text} ended={ended} citations={message.citations} read={message.read} actions={actions} />
      )}
      {message.attachments.map((page) => (
        <PageChip key={page.file_id} page={page} at={message.created_at * 1000} onOpen={actions.openLink} />
      ))}
      {ended && <Sources sources={message.sources} onOpen={actions.openLink} />}
      {role === 'assistant' && ended && text !== '' && (
        <CopyButton label={t('copy_answer')} text={withoutMarkers(text)} />
      )}
      {ended && <ReadLine read={message.read} onLoad={actions.loadRead} />}
    </article>
  );
});
