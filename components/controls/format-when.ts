import { locale } from '../../lib/i18n/locale.ts';

const DAY = 86_400_000;

/** A moment as short as it stays clear: the time today, the weekday within a week, else the date. Unix milliseconds. */
export function formatWhen(at: number, now = Date.now(), language = locale()): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options).format(at);
  const then = new Date(at);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return format({ hour: 'numeric', minute: '2-digit' });
  if (now - at < 6 * DAY) return format({ weekday: 'long' });
  if (then.getFullYear() === today.getFullYear()) return format({ day: 'numeric', month: 'short' });
  return format({ day: 'numeric', month: 'short', year: 'numeric' });
}

/** The time of day to the second. Unix milliseconds. */
export function formatClock(at: number, language = locale()): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(at);
}
