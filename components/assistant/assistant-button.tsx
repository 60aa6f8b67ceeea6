import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { AnsweringView, PanelActions } from '../../lib/panel/model.ts';
import { lazy } from '../controls/lazy.tsx';
import { memo } from '../controls/memo.tsx';
import { AssistantPicture } from './assistant-picture.tsx';

const AssistantMenu = lazy(async () => (await import('./assistant-menu.tsx')).AssistantMenu);

type Props = {
  readonly answering: AnsweringView;
  /** Nothing can be chosen while it is not known which site is in front. */
  readonly disabled: boolean;
  readonly actions: PanelActions;
};

/** Who answers, in a few words, and the menu to choose somebody else. */
export const AssistantButton = memo(function AssistantButton({ answering, disabled, actions }: Props) {
  const popover = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { assistant, on_device, name } = answering;
  const connection = on_device ? t('on_device') : name;
  const shown = assistant.is_default ? connection : assistant.name || t('assistant_unnamed');
  const whole = assistant.is_default ? connection : t('assistant_with', shown, connection);
  return (
    <>
      <button
        type="button"
        class="answering-with"
        popovertarget="answering"
        aria-haspopup="menu"
        disabled={disabled}
        aria-label={t('answering_with', whole)}
        title={t('answering_with', whole)}
      >
        {!assistant.is_default && <AssistantPicture picture={assistant.picture} name={shown} />}
        <bdi>{shown}</bdi>
      </button>
      <div
        ref={popover}
        id="answering"
        class="menu answering-menu"
        popover="auto"
        role="menu"
        aria-label={t('answering_menu')}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && (
          <AssistantMenu answering={answering} actions={actions} onDone={() => popover.current?.hidePopover()} />
        )}
      </div>
    </>
  );
});
