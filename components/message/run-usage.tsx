import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import type { ThreadUsage, UsageView } from '../../lib/panel/conversation/run-model.ts';
import type { PanelActions } from '../../lib/panel/model.ts';
import { formatDay, formatSeconds, formatTokens, formatUsd } from '../controls/format-usage.ts';
import { lazy } from '../controls/lazy.tsx';
import { memo } from '../controls/memo.tsx';

const RunDetails = lazy(async () => (await import('./run-details.tsx')).RunDetails);

type Props = { readonly usage: UsageView; readonly actions: Pick<PanelActions, 'loadSteps' | 'loadSent'> };

/**
 * One quiet line under an answer, or where there should have been one; opened, it says where the cost comes from, what the whole thread
 * has used, and what was done step by step.
 */
export const RunUsage = memo(function RunUsage({ usage, actions }: Props) {
  const [isOpen, setOpen] = useState(false);
  const { model, seconds, tokens, estimated, thread } = usage;
  const used = tokens === 0 ? '' : formatTokens(tokens, estimated);
  const parts = [seconds === null ? '' : formatSeconds(seconds), used, costText(usage)];
  const explanation = [basisText(usage), thread === null ? '' : t('usage_thread', threadText(thread))]
    .filter(Boolean)
    .join(' ');
  const line = (
    <>
      {usage.assistant !== undefined && (
        <>
          <bdi>{usage.assistant}</bdi> ·{' '}
        </>
      )}
      <bdi>{model}</bdi>
      {parts.filter(Boolean).map((part) => (
        <span key={part}> · {part}</span>
      ))}
    </>
  );
  return (
    <details class="usage" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary title={explanation || undefined}>{line}</summary>
      {explanation !== '' && <p>{explanation}</p>}
      {isOpen && <RunDetails run_id={usage.run_id} actions={actions} />}
    </details>
  );
});

function costText({ cost, estimated }: UsageView): string {
  if (cost === null) return '';
  return cost.basis === 'free' ? t('usage_free') : formatUsd(cost.usd, estimated);
}

function basisText({ cost, tokens }: UsageView): string {
  if (tokens === 0) return '';
  switch (cost?.basis) {
    case undefined:
      return t('usage_cost_unknown');
    case 'free':
      return '';
    case 'own':
      return t('usage_own_price');
    case 'list':
      return t('usage_list_price', formatDay(cost.as_of));
  }
}

function threadText({ tokens, estimated, tokens_at_least, usd, usd_at_least }: ThreadUsage): string {
  const words = atLeast(formatTokens(tokens, estimated), tokens_at_least);
  return usd === null ? words : `${words}, ${atLeast(formatUsd(usd, estimated), usd_at_least)}`;
}

function atLeast(amount: string, isPart: boolean): string {
  return isPart ? t('usage_at_least', amount) : amount;
}
