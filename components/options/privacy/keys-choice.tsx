import { useState } from 'preact/hooks';
import type { AppError } from '../../../lib/errors.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { KeysActions } from '../../../lib/panel/options/keys.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { UnlockForm } from '../../notices/unlock-form.tsx';
import { Choice } from '../choice.tsx';
import { describeTrouble } from '../connections/describe-trouble.ts';
import { NewPassphrase } from './new-passphrase.tsx';
import { type KeysOutcome, useKeys } from './use-keys.ts';

type Props = {
  readonly actions: KeysActions;
};

/** How all API keys are kept. Nothing changes before a new passphrase is complete. */
export function KeysChoice({ actions }: Props) {
  const { keys, outcome, act } = useKeys(actions);
  const [asking, setAsking] = useState(false);
  const chosen = asking ? 'passphrase' : keys?.keeping;
  const keep = (keeping: 'device' | 'session') => {
    setAsking(false);
    void act(actions.keep({ keeping }), 'changed');
  };
  const lockWith = (passphrase: string) =>
    act(actions.keep({ keeping: 'passphrase', passphrase }), 'changed').then((done) => done && setAsking(false));
  /** What is wrong with a passphrase is said where it is typed. */
  const unlock = async (passphrase: string): Promise<AppError | null> => {
    const result = await actions.unlock(passphrase);
    if (result.status === 'failed') return result.error;
    await act(Promise.resolve(result), 'none');
    return null;
  };
  return (
    <>
      <h3 id="keys">{t('keys')}</h3>
      <fieldset class="choice-list" aria-labelledby="keys">
        <legend class="quiet">{t('keys_about')}</legend>
        <Choice
          group="keys"
          name={t('keys_device')}
          detail={t('keys_device_about')}
          chosen={chosen === 'device'}
          onChoose={() => keep('device')}
        />
        <Choice
          group="keys"
          name={t('keys_session')}
          detail={t('keys_session_about')}
          chosen={chosen === 'session'}
          onChoose={() => keep('session')}
        />
        <Choice
          group="keys"
          name={t('keys_passphrase')}
          detail={t('keys_passphrase_about')}
          chosen={chosen === 'passphrase'}
          onChoose={() => setAsking(keys?.keeping !== 'passphrase')}
        />
      </fieldset>
      {asking && <NewPassphrase onSet={lockWith} onCancel={() => setAsking(false)} />}
      {!asking && keys?.keeping === 'passphrase' && (
        <PassphraseState
          locked={keys.locked}
          onUnlock={unlock}
          onLock={() => act(actions.lock(), 'none')}
          onChange={() => setAsking(true)}
          onForget={() => act(actions.forget(), 'none')}
        />
      )}
      <OutcomeOfKeys outcome={outcome} />
    </>
  );
}

type StateProps = {
  readonly locked: boolean;
  readonly onUnlock: (passphrase: string) => Promise<AppError | null>;
  readonly onLock: () => void;
  readonly onChange: () => void;
  readonly onForget: () => void;
};

/** Removing what a forgotten passphrase locks takes a second click in another place. */
function PassphraseState({ locked, onUnlock, onLock, onChange, onForget }: StateProps) {
  const [forgetting, setForgetting] = useState(false);
  if (!locked)
    return (
      <>
        <p class="quiet">{t('keys_unlocked')}</p>
        <div class="choices">
          <TextButton label={t('keys_lock')} onClick={onLock} />
          <TextButton label={t('passphrase_change')} onClick={onChange} />
        </div>
      </>
    );
  return (
    <>
      <p>{t('error_keys_locked')}</p>
      <UnlockForm onUnlock={onUnlock} />
      <p class="quiet">{t('keys_forget_about')}</p>
      {forgetting ? (
        <div class="choices">
          <TextButton label={t('cancel')} onClick={() => setForgetting(false)} />
          <TextButton label={t('keys_forget_really')} onClick={onForget} />
        </div>
      ) : (
        <TextButton label={t('keys_forget')} onClick={() => setForgetting(true)} />
      )}
    </>
  );
}

function OutcomeOfKeys({ outcome }: { readonly outcome: KeysOutcome }) {
  const sentence =
    outcome.status === 'failed'
      ? describeTrouble(outcome.error)
      : outcome.status === 'changed'
        ? t('keys_changed')
        : '';
  return (
    <p class="outcome" role="status" data-tone={outcome.status === 'failed' ? 'bad' : 'good'}>
      {sentence}
    </p>
  );
}
