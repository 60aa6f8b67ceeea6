import { useState } from 'preact/hooks';
import { formatNumber } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { ModelUsage, UsageReport } from '../../../lib/panel/options/usage-by-day.ts';
import { formatUsd } from '../../controls/format-usage.ts';
import { seriesOf, type UsageMeasure } from './usage-measure.ts';
import { UsagePlot } from './usage-plot.tsx';

type Props = { readonly report: UsageReport };

/** What models have used of late: a picture by days, and the same as a table. */
export function UsageSection({ report }: Props) {
  const [measure, setMeasure] = useState<UsageMeasure>('tokens');
  const { totals, unpriced } = report;
  return (
    <section aria-labelledby="usage">
      <h2 id="usage">{t('usage_heading')}</h2>
      <p>{t('usage_about_section')}</p>
      {totals.length === 0 ? (
        <p class="quiet">{t('usage_nothing')}</p>
      ) : (
        <>
          <fieldset class="measures">
            <legend class="unseen-label">{t('usage_measure')}</legend>
            <Measure value="tokens" label={t('usage_measure_tokens')} chosen={measure} onChoose={setMeasure} />
            <Measure value="usd" label={t('usage_measure_usd')} chosen={measure} onChoose={setMeasure} />
          </fieldset>
          {/* A drawing of nothing would say that it was free. */}
          {(measure === 'tokens' || totals.some(({ usd }) => usd !== null)) && (
            <UsagePlot report={report} measure={measure} />
          )}
          <div class="usage-scroll">
            <Totals totals={totals} />
          </div>
          {unpriced && <p class="quiet">{t('usage_unpriced')}</p>}
        </>
      )}
    </section>
  );
}

type MeasureProps = {
  readonly value: UsageMeasure;
  readonly label: string;
  readonly chosen: UsageMeasure;
  readonly onChoose: (value: UsageMeasure) => void;
};

function Measure({ value, label, chosen, onChoose }: MeasureProps) {
  return (
    <label>
      <input type="radio" name="usage-measure" checked={chosen === value} onChange={() => onChoose(value)} />
      {label}
    </label>
  );
}

/** With the colour by which a model is known in the picture. */
function Totals({ totals }: { readonly totals: readonly ModelUsage[] }) {
  return (
    <table class="usage-totals">
      <thead>
        <tr>
          <th scope="col">{t('usage_column_model')}</th>
          <th scope="col">{t('usage_column_answers')}</th>
          <th scope="col">{t('usage_column_tokens')}</th>
          <th scope="col">{t('usage_column_cost')}</th>
        </tr>
      </thead>
      <tbody>
        {totals.map(({ model, answers, tokens, usd }, place) => (
          <tr key={model}>
            <th scope="row">
              <span class="swatch" data-series={seriesOf(place)} />
              <bdi>{model}</bdi>
            </th>
            <td>{formatNumber(answers)}</td>
            <td>{formatNumber(tokens)}</td>
            <td>{usd === null ? '–' : formatUsd(usd, false)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
