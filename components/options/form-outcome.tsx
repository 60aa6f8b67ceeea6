import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';
import type { SaveResult } from '../../lib/panel/options/options-model.ts';
import type { ConnectionTest } from '../../lib/protocol.ts';
import { describeTrouble } from './connections/describe-trouble.ts';

/** What the form's newest click has come to. */
export type FormOutcome =
  | { readonly status: 'none' | 'bad-address' | 'saving' | 'testing' }
  | { readonly status: 'save'; readonly result: SaveResult }
  | { readonly status: 'test'; readonly result: ConnectionTest };

type Props = {
  readonly outcome: FormOutcome;
  /** The permission for the saved address is there, perhaps since a moment ago. */
  readonly granted: boolean;
};

export function OutcomeLine({ outcome, granted }: Props) {
  const [tone, sentence] = describeOutcome(outcome, granted);
  return (
    <p class="outcome" role="status" data-tone={tone}>
      {sentence}
    </p>
  );
}

function describeOutcome(
  outcome: FormOutcome,
  granted: boolean,
): readonly [tone: 'quiet' | 'good' | 'bad', sentence: string] {
  switch (outcome.status) {
    case 'none':
    case 'bad-address':
    case 'saving':
      return ['quiet', ''];
    case 'testing':
      return ['quiet', t('test_asking')];
    case 'save':
      if (outcome.result.status === 'failed') return ['bad', describeTrouble(outcome.result.error)];
      return outcome.result.granted || granted ? ['good', t('saved')] : ['quiet', t('saved_not_granted')];
    case 'test':
      if (outcome.result.status === 'failed') return ['bad', describeTrouble(outcome.result.error)];
      return ['good', t('test_ok', outcome.result.model, formatNumber(outcome.result.milliseconds))];
  }
}
