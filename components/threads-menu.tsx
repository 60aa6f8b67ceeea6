import type { TargetedToggleEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../lib/i18n/index.ts';
import type { ThreadSummary } from '../lib/panel/model.ts';
import { formatWhen } from './format-when.ts';
import { IconButton } from './icon-button.tsx';
import { moveFocus } from './menu.tsx';

type Props = {
  readonly threads: readonly ThreadSummary[];
  readonly onChoose: (id: string) => void;
};

/** The site's threads in a native popover: Escape, a click outside and the way back of the focus come with it. */
export function ThreadsMenu({ threads, onChoose }: Props) {
  const popover = useRef<HTMLDivElement>(null);
  const choose = (id: string) => {
    popover.current?.hidePopover();
    onChoose(id);
  };
  return (
    <>
      <IconButton icon="threads" label={t('threads')} popovertarget="threads" />
      <div
        ref={popover}
        id="threads"
        class="threads"
        popover="auto"
        role="dialog"
        aria-labelledby="threads-heading"
        onToggle={focusCurrent}
        onKeyDown={moveFocus}
      >
        <h2 id="threads-heading">{t('threads_heading')}</h2>
        {threads.length === 0 ? (
          <p class="quiet">{t('threads_none')}</p>
        ) : (
          <ul>
            {threads.map((thread) => (
              <li key={thread.id}>
                <button
                  type="button"
                  aria-current={thread.current ? 'true' : undefined}
                  onClick={() => choose(thread.id)}
                >
                  <span class="thread-title" dir="auto">
                    {thread.title === '' ? t('thread_untitled') : thread.title}
                  </span>
                  <time dateTime={new Date(thread.active_at).toISOString()}>{formatWhen(thread.active_at)}</time>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

function focusCurrent(event: TargetedToggleEvent<HTMLDivElement>): void {
  if (event.newState !== 'open') return;
  event.currentTarget.querySelector<HTMLElement>('[aria-current], button')?.focus();
}
