import { useEffect, useState } from 'preact/hooks';
import { formatNumber } from '../../lib/i18n/format.ts';
import { t } from '../../lib/i18n/index.ts';

/** A wait shorter than this needs no clock, in seconds. */
const PATIENCE = 3;

/** Seconds since it was first drawn: the proof of life that needs no moving picture. Not read aloud every second. */
export function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = Date.now();
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - start) / 1000)), 250);
    return () => clearInterval(timer);
  }, []);
  if (seconds < PATIENCE) return null;
  return (
    <span class="elapsed" aria-hidden="true">
      {t('elapsed_seconds', formatNumber(seconds))}
    </span>
  );
}
