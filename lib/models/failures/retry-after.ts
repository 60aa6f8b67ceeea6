/** Seconds to wait as the server asks (`retry-after-ms`, or `retry-after` in seconds or as an HTTP date); null if it does not. */
export function retryAfter(headers: Headers, now: number): number | null {
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return Math.ceil(milliseconds / 1000);
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value));
  const date = Date.parse(value);
  // By the server's own clock: this computer's may be wrong.
  const sent = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - (Number.isNaN(sent) ? now : sent)) / 1000));
}
