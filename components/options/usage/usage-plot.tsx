import { formatNumber } from '../../../lib/i18n/format.ts';
import { t } from '../../../lib/i18n/index.ts';
import { locale } from '../../../lib/i18n/locale.ts';
import type { ModelUsage, UsageReport } from '../../../lib/panel/options/usage-by-day.ts';
import { formatUsd } from '../../controls/format-usage.ts';
import { seriesOf, type UsageMeasure } from './usage-measure.ts';

type Props = { readonly report: UsageReport; readonly measure: UsageMeasure };

/** Units of the drawing, which is as wide as its column. */
const [HEIGHT, STEP, BAR] = [120, 20, 14];
/** Less than this nobody would see. */
const LEAST = 1.5;

/** A bar for every day, in it a part for every model. The table under it says the same in numbers. */
export function UsagePlot({ report: { days, totals }, measure }: Props) {
  const most = Math.max(...days.map(({ models }) => sumOf(models, measure)));
  const places = new Map(totals.map(({ model }, place) => [model, place]));
  return (
    <figure class="usage-plot">
      <svg
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('usage_plot', amount(most, measure))}
      >
        {days.map(({ at, models }, day) => (
          <g key={at}>
            <title>{titleOf(at, models, measure)}</title>
            <rect class="day" x={day * STEP} y={0} width={STEP} height={HEIGHT} />
            {partsOf(models, measure, most).map(({ model, y, height }) => (
              <rect
                key={model}
                data-series={seriesOf(places.get(model) ?? 0)}
                x={day * STEP + (STEP - BAR) / 2}
                y={y}
                width={BAR}
                height={height}
              />
            ))}
          </g>
        ))}
      </svg>
      <figcaption>
        <span>{dayText(days[0]?.at)}</span>
        <span>{t('usage_most', amount(most, measure))}</span>
        <span>{dayText(days.at(-1)?.at)}</span>
      </figcaption>
    </figure>
  );
}

/** From the ground up. */
function partsOf(models: readonly ModelUsage[], measure: UsageMeasure, most: number) {
  let top = HEIGHT;
  return models.flatMap((usage) => {
    const value = measured(usage, measure);
    if (value === 0 || most === 0) return [];
    const height = Math.max(LEAST, (value / most) * HEIGHT);
    top -= height;
    return [{ model: usage.model, y: top, height }];
  });
}

function titleOf(at: number, models: readonly ModelUsage[], measure: UsageMeasure): string {
  const parts = models.map((usage) => `${usage.model}: ${amount(measured(usage, measure), measure)}`);
  return [dayText(at), ...(parts.length === 0 ? [t('usage_day_nothing')] : parts)].join('\n');
}

function sumOf(models: readonly ModelUsage[], measure: UsageMeasure): number {
  return models.reduce((sum, usage) => sum + measured(usage, measure), 0);
}

function measured({ tokens, usd }: ModelUsage, measure: UsageMeasure): number {
  return measure === 'tokens' ? tokens : (usd ?? 0);
}

function amount(value: number, measure: UsageMeasure): string {
  return measure === 'usd' ? formatUsd(value, false) : formatNumber(value);
}

function dayText(at: number | undefined): string {
  return at === undefined ? '' : new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short' }).format(at);
}
