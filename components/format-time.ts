/** A time of a video in seconds as its player shows it: `0:05`, `12:34` or `1:02:03`. */
export function formatTime(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const shown = hours > 0 ? [hours, String(minutes).padStart(2, '0')] : [minutes];
  return [...shown, String(rest).padStart(2, '0')].join(':');
}
