import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { RemovedAssistant } from './use-assistants.ts';

type Props = {
  readonly removed: RemovedAssistant;
  readonly onUndo: () => void;
};

/** Takes the focus, which went with the row of the one that is deleted. */
export function RemovedLine({ removed: { name, built_in }, onUndo }: Props) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []);
  return (
    <div class="removed-line" role="status">
      <p>{built_in ? t('assistants_was_reset', name) : t('assistants_removed', name)}</p>
      <button ref={undo} type="button" class="button" data-look="quiet" onClick={onUndo}>
        {t('undo')}
      </button>
    </div>
  );
}
