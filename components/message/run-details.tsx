import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { RunSteps } from './run-steps.tsx';
import { SentRequests } from './sent-requests.tsx';

type Props = {
  readonly run_id: string;
  readonly actions: Pick<PanelActions, 'loadSteps' | 'loadSent'>;
};

/** All there is to know of a run: what it did, and what its models were asked. */
export function RunDetails({ run_id, actions }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <RunSteps run_id={run_id} onLoad={actions.loadSteps} />
      <details class="sent-requests" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('sent_heading')}</summary>
        {isOpen && <SentRequests run_id={run_id} onLoad={actions.loadSent} />}
      </details>
    </>
  );
}
