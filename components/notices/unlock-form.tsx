import { useState } from 'preact/hooks';
import type { AppError } from '../../lib/errors.ts';
import { t } from '../../lib/i18n/index.ts';
import { TextButton } from '../controls/text-button.tsx';

type Props = {
  /** What went wrong; null when the keys are unlocked. */
  readonly onUnlock: (passphrase: string) => Promise<AppError | null>;
  readonly onDone?: (() => void) | undefined;
};

/** Unlocks the keys where they turned out to be locked. A wrong passphrase stays to be mended. */
export function UnlockForm({ onUnlock, onDone }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<'none' | 'busy' | 'wrong' | 'failed'>('none');
  const unlock = async (event: Event) => {
    event.preventDefault();
    if (passphrase === '' || state === 'busy') return;
    setState('busy');
    const error = await onUnlock(passphrase);
    if (error !== null) return setState(error.kind === 'wrong-passphrase' ? 'wrong' : 'failed');
    setState('none');
    setPassphrase('');
    onDone?.();
  };
  return (
    <form class="unlock" onSubmit={unlock}>
      <input
        type="password"
        autocomplete="off"
        aria-label={t('passphrase')}
        aria-invalid={state === 'wrong'}
        placeholder={t('passphrase')}
        value={passphrase}
        onInput={(event) => {
          setPassphrase(event.currentTarget.value);
          setState('none');
        }}
      />
      <TextButton type="submit" label={t('unlock')} />
      <p class="quiet" role="alert">
        {whatIsWrong(state)}
      </p>
    </form>
  );
}

function whatIsWrong(state: 'none' | 'busy' | 'wrong' | 'failed'): string {
  switch (state) {
    case 'none':
      return '';
    case 'busy':
      return t('unlocking');
    case 'wrong':
      return t('error_wrong_passphrase');
    case 'failed':
      return t('error_unexpected');
  }
}
