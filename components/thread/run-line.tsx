import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { UsageView } from '../../lib/panel/conversation/run-model.ts';
import type { PanelActions, ReadProgress, RunView } from '../../lib/panel/model.ts';
import { memo } from '../controls/memo.tsx';
import { TextButton } from '../controls/text-button.tsx';
import { RunUsage } from '../message/run-usage.tsx';
import { describeError, ErrorButton } from '../notices/error-notice.tsx';
import { Countdown } from './countdown.tsx';
import { Elapsed } from './elapsed.tsx';

type Props = {
  readonly run: RunView;
  /** Of a run that has left no answer to tell it under. */
  readonly usage: UsageView | null;
  readonly actions: PanelActions;
};

/** The thread's loose end: what the newest run does or how it ended, and at most one thing to do about it. */
export const RunLine = memo(function RunLine({ run, usage, actions }: Props) {
  return (
    <div class="run" data-run={run.status}>
      <p role="status" aria-label={t('run_status')}>
        {statusText(run)}
      </p>
      <RunExtra run={run} actions={actions} />
      {usage !== null && <RunUsage usage={usage} actions={actions} />}
    </div>
  );
});

function RunExtra({ run, actions }: Omit<Props, 'usage'>) {
  const proceed = { label: t('continue'), run: actions.continueAnswer };
  const again = 'partial' in run && !run.partial ? { label: t('retry'), run: actions.retry } : proceed;
  switch (run.status) {
    case 'reading-page':
      return <PagesRead progress={run.progress} />;
    case 'reading-parts':
      return (
        <>
          <Elapsed />
          <RunProgress read={run.read} of={run.of} />
        </>
      );
    case 'waiting':
      return <Elapsed />;
    case 'paused':
      // It goes on by itself once they are unlocked.
      if (run.error.kind === 'keys-locked') return <ErrorButton error={run.error} actions={actions} again={null} />;
      // Nobody knows when there is a network again.
      return run.error.kind === 'offline' ? null : <Countdown until={run.until} />;
    case 'stopped':
    case 'incomplete':
      return <TextButton label={again.label} onClick={again.run} />;
    case 'failed':
      return <ErrorButton error={run.error} actions={actions} again={again} />;
    default:
      return null;
  }
}

/** Not read aloud with every page. */
function PagesRead({ progress }: { readonly progress: ReadProgress | null }) {
  if (progress === null) return null;
  return (
    <>
      <span class="elapsed" aria-hidden="true">
        {t('run_pages_read', formatNumber(progress.read), formatNumber(progress.of))}
      </span>
      <RunProgress {...progress} />
    </>
  );
}

/** What is done and what is left, drawn as a line. Stop, in the composer, ends it. */
function RunProgress({ read, of }: ReadProgress) {
  return <progress class="run-progress" aria-label={t('run_progress')} value={read} max={of} />;
}

function statusText(run: RunView): string {
  switch (run.status) {
    case 'idle':
      return '';
    case 'reading-page':
      return t('run_reading_page');
    case 'reading-parts':
      return t('run_reading_parts', formatNumber(run.read + 1), formatNumber(run.of));
    case 'waiting':
      return t('run_waiting');
    case 'paused':
      return run.error.kind === 'offline' ? t('run_waiting_for_network') : describeError(run.error)[0];
    case 'answering':
      return t('run_answering');
    case 'stopping':
      return t('run_stopping');
    case 'stopped':
      return t('run_stopped');
    case 'incomplete':
      return t('run_incomplete');
    case 'failed':
      return describeError(run.error)[0];
  }
}
