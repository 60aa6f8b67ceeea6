import { t } from '../../lib/i18n/index.ts';
import type { Appearance } from '../../lib/panel/appearance.ts';
import { RadioRow } from './radio-row.tsx';

type Props = {
  readonly appearance: Appearance;
  readonly onChange: (appearance: Appearance) => void;
};

/** How the panel, the popup and this page look. */
export function AppearanceSection({ appearance, onChange }: Props) {
  return (
    <section aria-labelledby="appearance">
      <h2 id="appearance">{t('appearance')}</h2>
      <RadioRow
        group="theme"
        label={t('appearance_theme')}
        choices={[
          { value: 'system', name: t('appearance_theme_system') },
          { value: 'light', name: t('appearance_theme_light') },
          { value: 'dark', name: t('appearance_theme_dark') },
        ]}
        chosen={appearance.theme}
        onChoose={(theme) => onChange({ ...appearance, theme })}
      />
      <RadioRow
        group="text-size"
        label={t('appearance_text_size')}
        choices={[
          { value: 'small', name: t('appearance_small') },
          { value: 'normal', name: t('appearance_normal') },
          { value: 'large', name: t('appearance_large') },
          { value: 'largest', name: t('appearance_largest') },
        ]}
        chosen={appearance.text_size}
        onChoose={(text_size) => onChange({ ...appearance, text_size })}
      />
      <RadioRow
        group="density"
        label={t('appearance_density')}
        choices={[
          { value: 'comfortable', name: t('appearance_comfortable') },
          { value: 'compact', name: t('appearance_compact') },
        ]}
        chosen={appearance.density}
        onChoose={(density) => onChange({ ...appearance, density })}
      />
    </section>
  );
}
