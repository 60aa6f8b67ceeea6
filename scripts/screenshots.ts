/** `npm run screenshots`: photographs the real panel in its main states, light and dark, into docs/screenshots. */
import { mkdirSync } from 'node:fs';
import { launchChromium } from '../tests/support/browser/chromium.ts';
import { connectModel } from '../tests/support/browser/connect-model.ts';
import type { Panel } from '../tests/support/browser/panel.ts';
import { waitFor } from '../tests/support/browser/wait-for.ts';
import { answer, faults, startModelServer } from '../tests/support/model-server/index.ts';
import { ensure } from './browsers/ensure.ts';
import { build } from './checks/build.ts';
import { shownPage } from './demo/shown-page.ts';

const FOLDER = 'docs/screenshots';

const ANSWER = [
  'A lighthouse lens bends the lamp’s light towards the horizon instead of reflecting it.\n\n',
  '- **Mirrors wasted half of it**: “swallowed about half of the light that fell on it” 【3】\n',
  '- **Fresnel kept only the surfaces**: “the glass between the surfaces is only ballast” 【4】\n',
  '- **The first one was lit in 1823**: “The first large lens was lit in July 1823” 【5】\n\n',
  '| Order | Focal length | Place |\n|---|---:|---|\n| First | 920 mm | Ocean capes |\n| Sixth | 150 mm | Piers |\n',
];

ensure('chromium', 'fonts');
build('chrome', 'pipe');
mkdirSync(FOLDER, { recursive: true });
const page = await shownPage(null);
const server = await startModelServer({ cors: false });
for (const scheme of ['light', 'dark'] as const) await photograph(scheme);
await server.close();
page.close();

async function photograph(scheme: 'light' | 'dark'): Promise<void> {
  const chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'], windowSize: { width: 1280, height: 900 } });
  const tab = await chromium.open(page.url);
  const panel = await chromium.openPanel(tab);
  const target = await chromium.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'));
  await (await target.asPage()).emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const shoot = (name: string) => panel.surface.screenshot(`${FOLDER}/${name}-${scheme}.png`);
  await panel.until('an empty conversation', (all) => all.length === 0);
  await shoot('empty');
  await panel.summarize();
  await panel.answer();
  await shoot('on-device');

  await connectModel(chromium, server.baseUrl);
  await tab.bringToFront();
  await panel.newThread();
  await panel.until('an empty conversation', (all) => all.length === 0);
  server.script(answer(ANSWER, { every: 900 }));
  await panel.ask('How does a lighthouse lens work?');
  await wordsOf(panel, 'half of the light');
  await shoot('answering');
  await panel.stop();
  await panel.answer();

  await panel.newThread();
  await panel.until('an empty conversation', (all) => all.length === 0);
  server.script(answer(ANSWER));
  await panel.ask('How does a lighthouse lens work?');
  await panel.answer();
  await shoot('answered');

  server.script(faults.wrongKey());
  await panel.ask('And how far can it be seen?');
  await waitFor('the refusal', async () => (await panel.status()).includes('key'));
  await shoot('error');
  await chromium.close();
}

async function wordsOf(panel: Panel, words: string): Promise<void> {
  await panel.until(words, (all) => all.some(({ text }) => text.includes(words)));
}
