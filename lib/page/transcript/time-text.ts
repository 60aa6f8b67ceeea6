const TIME = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/;

/** Seconds; null for anything that is no time of a player. */
export function readTime(text: string): number | null {
  const [, hours = '0', minutes, seconds] = text.trim().match(TIME) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
