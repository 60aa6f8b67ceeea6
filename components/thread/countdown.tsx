import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { formatWait } from '../notices/wait-button.tsx';

/** How long until the question is asked again. `until`: unix milliseconds. Not read aloud every second. */
export function Countdown({ until }: { readonly until: number }) {
  const [left, setLeft] = useState(() => secondsTo(until));
  useEffect(() => {
    setLeft(secondsTo(until));
    const timer = setInterval(() => setLeft(secondsTo(until)), 500);
    return () => clearInterval(timer);
  }, [until]);
  if (left === 0) return null;
  return (
    <span class="elapsed" aria-hidden="true">
      {t('asked_again_in', formatWait(left))}
    </span>
  );
}

function secondsTo(until: number): number {
  return Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
