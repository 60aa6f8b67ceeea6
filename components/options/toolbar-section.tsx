import { t } from '../../lib/i18n/index.ts';
import type { ToolbarButton } from '../../lib/protocol.ts';
import { Choice } from './choice.tsx';

type Props = {
  readonly opens: ToolbarButton;
  readonly onChange: (opens: ToolbarButton) => void;
};

export function ToolbarSection({ opens, onChange }: Props) {
  return (
    <section aria-labelledby="toolbar">
      <h2 id="toolbar">{t('toolbar')}</h2>
      <fieldset class="choice-list" aria-labelledby="toolbar">
        <Choice
          group="toolbar-button"
          name={t('toolbar_panel')}
          detail={t('toolbar_panel_about')}
          chosen={opens === 'panel'}
          onChoose={() => onChange('panel')}
        />
        <Choice
          group="toolbar-button"
          name={t('toolbar_popup')}
          detail={t('toolbar_popup_about')}
          chosen={opens === 'popup'}
          onChoose={() => onChange('popup')}
        />
      </fieldset>
    </section>
  );
}
