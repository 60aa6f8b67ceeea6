import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { TextButton } from '../controls/text-button.tsx';

type Props = {
  readonly label: string;
  /** How long the service asked to be left alone, counted from the first time this is shown. */
  readonly seconds: number;
  readonly onClick: () => void;
};

/** Becomes pressable when the wait is over, and shows how long that takes. */
export function WaitButton({ label, seconds, onClick }: Props) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 500);
    return () => clearInterval(timer);
  }, [seconds]);
  if (left === 0) return <TextButton label={label} onClick={onClick} />;
  return <TextButton label={t('wait_seconds', label, formatWait(left))} disabled />;
}

/** `0:42`, `12:05`, `1:02:05`. */
export function formatWait(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
