import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { tn } from '../../../lib/i18n/plural.ts';
import type { PreferencesActions } from '../../../lib/panel/preferences.ts';
import { TextButton } from '../../controls/text-button.tsx';

type Props = {
  /** Null keeps all. */
  readonly days: number | null;
  readonly actions: Pick<PreferencesActions, 'setRetention' | 'unused'>;
};

const CHOICES: readonly (number | null)[] = [null, 30, 90, 365];

/** Nothing is switched on before the user has seen what would go. */
export function Retention({ days, actions }: Props) {
  const [asked, setAsked] = useState<{ readonly days: number; readonly count: number | null } | null>(null);
  const [said, setSaid] = useState('');
  const newest = useRef(0);

  const choose = async (next: number | null) => {
    newest.current += 1;
    const own = newest.current;
    setSaid('');
    if (next === null || next === days) {
      setAsked(null);
      if (next === days) return;
      actions.setRetention(null);
      setSaid(t('privacy_retention_off'));
      return;
    }
    setAsked({ days: next, count: null });
    const count = await actions.unused(next);
    if (own === newest.current) setAsked({ days: next, count });
  };
  const confirm = () => {
    if (asked === null) return;
    actions.setRetention(asked.days);
    setAsked(null);
    setSaid(t('privacy_retention_on'));
  };
  return (
    <>
      <h3 id="retention">{t('privacy_retention')}</h3>
      <p>{t('privacy_retention_about')}</p>
      <fieldset class="choice-list" aria-labelledby="retention">
        {CHOICES.map((choice) => (
          <div key={choice} class="choice">
            <label>
              <input
                type="radio"
                name="retention"
                checked={choice === (asked === null ? days : asked.days)}
                onChange={() => void choose(choice)}
              />
              <span>{choice === null ? t('privacy_keep_all') : tn('privacy_keep_days', choice)}</span>
            </label>
          </div>
        ))}
      </fieldset>
      {asked !== null && asked.count !== null && (
        <div class="choices">
          <TextButton look="primary" label={t('privacy_retention_confirm')} onClick={confirm} />
          <TextButton label={t('cancel')} onClick={() => void choose(days)} />
        </div>
      )}
      <p class="outcome" role="status">
        {asked?.count == null ? said : wouldGo(asked.count)}
      </p>
    </>
  );
}

function wouldGo(count: number): string {
  return count === 0 ? t('privacy_would_go_none') : tn('privacy_would_go', count);
}
