import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { IconButton } from '../controls/icon-button.tsx';

/** Reads an answer aloud with the browser's own voice, and stops when pressed again or when the answer goes out of sight. */
export function SpeakButton({ text }: { readonly text: string }) {
  const [isSpeaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!isSpeaking) return;
    let stop = () => {};
    let wanted = true;
    void import('./speak.ts').then(
      ({ speak }) => {
        if (wanted) stop = speak(text, () => setSpeaking(false));
      },
      () => setSpeaking(false),
    );
    return () => {
      wanted = false;
      stop();
    };
  }, [isSpeaking, text]);
  if (!('speechSynthesis' in globalThis)) return null;
  return (
    <IconButton
      icon={isSpeaking ? 'stop' : 'speak'}
      label={isSpeaking ? t('stop_reading') : t('read_aloud')}
      aria-pressed={isSpeaking}
      onClick={() => setSpeaking(!isSpeaking)}
    />
  );
}
