import { useEffect, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/index.ts';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

/** How long the button says that it has copied, in milliseconds. */
const SHOWN_FOR = 2000;

type Props = {
  readonly label: string;
  readonly text: string;
};

type Copy = 'idle' | 'copied' | 'cleaned' | 'failed';

/** Copies without what an eye cannot see, and says so where something was taken out. */
export function CopyButton({ label, text }: Props) {
  const [copy, setCopy] = useState<Copy>('idle');
  useEffect(() => {
    if (copy === 'idle') return;
    const timer = setTimeout(() => setCopy('idle'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [copy]);
  const start = () => {
    copyText(text).then(
      (removed) => setCopy(removed === 0 ? 'copied' : 'cleaned'),
      () => setCopy('failed'),
    );
  };
  return (
    <span class="copy" data-copy={copy}>
      <span aria-live="polite">{note(copy)}</span>
      <IconButton icon={copy === 'copied' || copy === 'cleaned' ? 'check' : 'copy'} label={label} onClick={start} />
    </span>
  );
}

function note(copy: Copy): string {
  switch (copy) {
    case 'idle':
      return '';
    case 'copied':
      return t('copied');
    case 'cleaned':
      return t('copied_cleaned');
    case 'failed':
      return t('copy_failed');
  }
}
