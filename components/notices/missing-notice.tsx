import { t } from '../../lib/i18n/index.ts';
import type { AnsweringView, PanelActions } from '../../lib/panel/model.ts';
import { TextButton } from '../controls/text-button.tsx';

type Props = {
  readonly answering: AnsweringView;
  readonly actions: Pick<PanelActions, 'chooseAssistant' | 'chooseModel' | 'answerAlways'>;
};

/** Somebody was chosen who is deleted: who answers instead, until the user has taken note of it. */
export function MissingNotice({ answering: { assistant, missing, always }, actions }: Props) {
  const name = assistant.name || t('assistant_unnamed');
  const isAssistant = missing === 'assistant';
  const accept = () => {
    if (!isAssistant) return actions.chooseModel('default');
    actions.chooseAssistant(assistant.id);
    // It may have been the site's.
    if (!always) actions.answerAlways(false);
  };
  return (
    <div class="notice" role="status">
      <p>{isAssistant ? t('assistant_gone', name) : t('assistant_connection_gone')}</p>
      <TextButton label={t('ok')} onClick={accept} />
    </div>
  );
}
