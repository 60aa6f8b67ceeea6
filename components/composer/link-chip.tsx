import { t } from '../../lib/i18n/index.ts';
import type { LinkView, PanelActions } from '../../lib/panel/model.ts';
import { Icon } from '../controls/icon.tsx';
import { IconButton } from '../controls/icon-button.tsx';

type Props = {
  readonly link: LinkView;
  readonly actions: Pick<PanelActions, 'takeLink' | 'removeSelection'>;
};

/** The link that the next question is about, what of it is sent, and how its page can be read too. */
export function LinkChip({ link, actions }: Props) {
  const { url, text, host, can_read } = link;
  return (
    <div class="chip link-chip">
      <Icon name="link" />
      <div>
        <p title={url}>
          <bdi>{text === '' ? url : text}</bdi>
        </p>
        {text !== '' && host !== '' && (
          <p class="host">
            <bdi>{host}</bdi>
          </p>
        )}
        <p>{t('link_goes_along')}</p>
        {can_read && (
          <button
            type="button"
            class="link"
            title={t('link_take_page_hint', host)}
            onClick={() => actions.takeLink(link)}
          >
            {t('link_take_page')}
          </button>
        )}
      </div>
      <IconButton icon="close" label={t('link_remove')} onClick={actions.removeSelection} />
    </div>
  );
}
