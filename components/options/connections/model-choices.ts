import { t } from '../../../lib/i18n/index.ts';
import { locale } from '../../../lib/i18n/locale.ts';
import type { ListedModel } from '../../../lib/protocol.ts';

/** `notice` says when a model ends; null for one that stays. It begins with the name: Firefox shows and searches nothing else. */
export type ModelChoice = { readonly id: string; readonly notice: string | null };

/** Long enough to look for another model, short enough to be worth a word. */
const SOON_DAYS = 90;
const DAY = 86_400_000;

/** In the order of the list, those that end soon behind the others. `now` is Unix milliseconds. */
export function modelChoices(
  models: readonly ListedModel[],
  now = Date.now(),
  language = locale(),
): readonly ModelChoice[] {
  const soon = new Date(now + SOON_DAYS * DAY).toISOString().slice(0, 10);
  const choices = models.map(({ id, shutdown_date }) => {
    const ends = shutdown_date !== null && shutdown_date <= soon;
    return { id, notice: ends ? t('model_ends', id, formatDate(shutdown_date, language)) : null };
  });
  return [...choices.filter(({ notice }) => notice === null), ...choices.filter(({ notice }) => notice !== null)];
}

function formatDate(day: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
}
