import { t } from '../../lib/i18n/index.ts';

type Props = {
  readonly version: string;
};

/** The files stand in the extension itself: wxt.config.ts puts them there. */
export function AboutSection({ version }: Props) {
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('about')}</h2>
      <p>{t('about_version', version)}</p>
      <p>{t('about_promise')}</p>
      <ul class="about-links">
        <li>
          <a href="/changelog.txt">{t('about_changelog')}</a>
        </li>
        <li>
          <a href="/license.txt">{t('about_license')}</a>
        </li>
        <li>
          <a href="/licenses.txt">{t('about_licenses')}</a>
        </li>
      </ul>
    </section>
  );
}
