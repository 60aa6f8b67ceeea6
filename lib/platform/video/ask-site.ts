import { TooManyRequests, type YoutubePage } from '../../page/transcript/youtube/read.ts';

/** Milliseconds for one answer, and for all that a reading asks for. */
const PATIENCE = 4_000;
const PATIENCE_FOR_ALL = 12_000;
/** Seconds without a request where a site that has had too many does not say how long. */
const PAUSE = 600;
const LONGEST_PAUSE = 86_400;

/** Kept beside the page for as long as it is open: no site is asked again while it wants to be left alone. */
type Kept = { sitethreadPause?: number };

/** Asks the page's own site and no other. What the page itself would not ask (`body`) is asked without its cookies. */
export function askSite(origin: string): YoutubePage['request'] {
  const kept = globalThis as Kept;
  const end = AbortSignal.timeout(PATIENCE_FOR_ALL);
  return async (path, body) => {
    if (Date.now() < (kept.sitethreadPause ?? 0)) throw new TooManyRequests();
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit' as const,
    };
    try {
      const signal = AbortSignal.any([end, AbortSignal.timeout(PATIENCE)]);
      const response = await fetch(`${origin}${path}`, { signal, ...(body === undefined ? {} : post) });
      if (response.status !== 429) return response.ok ? await response.text() : null;
      kept.sitethreadPause = Date.now() + pauseOf(response) * 1000;
    } catch {
      return null; // too late, or out of reach
    }
    throw new TooManyRequests();
  };
}

function pauseOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after'));
  return seconds > 0 ? Math.min(seconds, LONGEST_PAUSE) : PAUSE;
}
