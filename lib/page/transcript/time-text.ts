const TIME = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/;

/** `0:05`, `12:34` or `1:02:03`, as players write it. */
export function timeText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const end = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${end}` : end;
}

/** Seconds; null for anything that is no time of a player. */
export function readTime(text: string): number | null {
  const [, hours = '0', minutes, seconds] = text.trim().match(TIME) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
