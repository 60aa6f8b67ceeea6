import { t } from '../../../lib/i18n/index.ts';

type Props = {
  /** Whose server it is: the service's name, or a host. */
  readonly server: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
};

/** What it costs stands beside it: the server keeps what was asked. */
export function BackgroundField({ server, checked, onChange }: Props) {
  return (
    <div class="choice">
      <label>
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
        <span dir="auto">{t('background', server)}</span>
        <small dir="auto">{t('background_about', server)}</small>
      </label>
    </div>
  );
}
