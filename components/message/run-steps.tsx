import { useEffect, useState } from 'preact/hooks';
import { formatList } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { CallView, StepView } from '../../lib/panel/conversation/run-model.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { formatSeconds, formatTokens } from '../controls/format-usage.ts';

type Props = {
  readonly run_id: string;
  readonly onLoad: PanelActions['loadSteps'];
};

/** What a run has done, step by step; of its tools what they were given and what they gave. */
export function RunSteps({ run_id, onLoad }: Props) {
  const [steps, setSteps] = useState<readonly StepView[]>([]);
  useEffect(() => {
    let wanted = true;
    onLoad(run_id).then(
      (loaded) => wanted && setSteps(loaded),
      () => undefined, // Without them the line above says what matters.
    );
    return () => {
      wanted = false;
    };
  }, [run_id, onLoad]);
  return (
    <ol class="steps" aria-label={t('run_steps')}>
      {steps.map((step) => (
        <li key={step.id} data-status={step.status}>
          {lineOf(step)}
          {step.calls.map((call) => (
            <Call key={call.id} call={call} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function lineOf({ status, seconds, tokens, calls }: StepView): string {
  const what = calls.length === 0 ? t('step_message') : formatList(calls.map(({ name }) => name));
  const took = seconds === null || seconds === 0 ? '' : formatSeconds(seconds);
  return [what, statusText(status), took, tokens === null ? '' : formatTokens(tokens, false)]
    .filter(Boolean)
    .join(' · ');
}

function Call({ call: { name, input, output } }: { readonly call: CallView }) {
  return (
    <>
      {input !== '' && <Words label={t('step_input', name)} text={input} />}
      {output !== null && output !== '' && <Words label={t('step_output', name)} text={output} />}
    </>
  );
}

function Words({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <details>
      <summary>{label}</summary>
      <pre dir="auto">{text}</pre>
    </details>
  );
}

function statusText(status: StepView['status']): string {
  switch (status) {
    case 'completed':
      return '';
    case 'in_progress':
      return t('step_in_progress');
    case 'failed':
      return t('step_failed');
    case 'cancelled':
      return t('step_cancelled');
    case 'expired':
      return t('step_expired');
  }
}
