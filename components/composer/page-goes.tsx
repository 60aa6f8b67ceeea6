import { t } from '../../lib/i18n/index.ts';
import type { PageView } from '../../lib/panel/composer/along-model.ts';
import { Icon } from '../controls/icon.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { Chip } from './chip.tsx';

type Props = {
  readonly page: PageView;
  readonly onOpen: () => void;
  readonly onTake: (isTaken: boolean) => void;
};

/** The page in front: that it goes with the next question, and the choice to leave it out. */
export function PageGoes({ page: { title, state }, onOpen, onTake }: Props) {
  if (state === 'left-out')
    return (
      <div class="chip" data-chip="left-out">
        <span class="chip-name" title={t('along_page_left_out')}>
          <Icon name="page" />
          <s>
            <bdi>{title}</bdi>
          </s>
        </span>
        <IconButton icon="new-thread" label={t('along_page_take')} onClick={() => onTake(true)} />
      </div>
    );
  return (
    <div class="chip" data-chip="page">
      <Chip
        icon="page"
        name={title}
        hint={t(state === 'known' ? 'along_page_known' : 'along_page_goes')}
        removeLabel={t('along_page_leave_out')}
        onOpen={onOpen}
        onRemove={() => onTake(false)}
      />
    </div>
  );
}
