import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import { TextButton } from '../../controls/text-button.tsx';
import { Field, noteId } from '../field.tsx';

/** Each guess costs whoever has the files a third of a second; shorter ones are guessed all the same. */
const SHORTEST = 8;

type Props = {
  readonly onSet: (passphrase: string) => void;
  readonly onCancel: () => void;
};

/** Typed twice, because nobody can recover it. */
export function NewPassphrase({ onSet, onCancel }: Props) {
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const [checked, setChecked] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const short = typed.length < SHORTEST;
  const differs = typed !== again;
  const set = (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (!short && !differs) onSet(typed);
  };
  return (
    <form class="connection-form" noValidate onSubmit={set}>
      <Field
        id="passphrase-new"
        label={t('passphrase_new')}
        note={checked && short ? tn('passphrase_short', SHORTEST) : t('passphrase_note')}
        invalid={checked && short}
      >
        <input
          ref={first}
          id="passphrase-new"
          type="password"
          autocomplete="off"
          aria-describedby={noteId('passphrase-new')}
          aria-invalid={checked && short}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      <Field
        id="passphrase-again"
        label={t('passphrase_again')}
        note={checked && !short && differs ? t('passphrase_differs') : ''}
        invalid={checked && !short && differs}
      >
        <input
          id="passphrase-again"
          type="password"
          autocomplete="off"
          aria-describedby={noteId('passphrase-again')}
          aria-invalid={checked && !short && differs}
          value={again}
          onInput={(event) => setAgain(event.currentTarget.value)}
        />
      </Field>
      <div class="choices">
        <TextButton type="submit" look="primary" label={t('passphrase_set')} />
        <TextButton label={t('cancel')} onClick={onCancel} />
      </div>
    </form>
  );
}
