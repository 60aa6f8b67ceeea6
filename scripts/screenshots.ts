/**
 * `npm run screenshots [-- en]`: photographs the real extension's surfaces into docs/screenshots, light and dark, in the narrowest and
 * the widest column; some of them also in Arabic and Japanese.
 */
import { mkdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { ensure } from './browsers/ensure.ts';
import { build } from './checks/build.ts';
import { openStage } from './screenshots/stage.ts';
import { SURFACES, type Surface } from './screenshots/surfaces.ts';
import { LANGUAGES, type Language } from './screenshots/words.ts';

const FOLDER = process.env['SITETHREAD_SCREENSHOTS'] ?? 'docs/screenshots';
const WIDTHS = [320, 480];
const HEIGHT = 720;
const SCHEMES = ['light', 'dark'];
/** Milliseconds in which everything is laid out and drawn again after a change of width or colours. */
const SETTLED = 250;

const wanted = process.argv.slice(2);
const languages = Object.keys(LANGUAGES).filter((one): one is Language => one in LANGUAGES);

for (const advice of ensure('chromium', 'fonts', 'japaneseFont')) console.warn(advice);
build('chrome', 'pipe');
mkdirSync(FOLDER, { recursive: true });
for (const language of languages) if (wanted.length === 0 || wanted.includes(language)) await photograph(language);

async function photograph(language: Language): Promise<void> {
  const stage = await openStage(language);
  try {
    for (const surface of SURFACES.filter((one) => one.languages.includes(language))) {
      const page = await surface.show(stage);
      await shoot(page, surface, language);
      await surface.leave?.(stage);
      console.log(`${language}: ${surface.name}`);
    }
  } finally {
    await stage.close();
  }
}

/** In the other languages one light and one dark photograph is enough to see what they change. */
async function shoot(page: Page, { name, own_size }: Surface, language: Language): Promise<void> {
  for (const width of own_size ? [null] : WIDTHS) {
    if (width !== null) await page.setViewport({ width, height: HEIGHT });
    for (const scheme of language === 'en' ? SCHEMES : [width === WIDTHS[0] ? 'light' : 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await pause(SETTLED);
      const parts = [name, ...(language === 'en' ? [] : [language]), scheme, ...(width === null ? [] : [width])];
      await page.screenshot({ path: `${FOLDER}/${parts.join('-')}.png` });
    }
  }
}
