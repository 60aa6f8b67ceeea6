import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { Panel } from '../../tests/support/browser/panel.ts';
import { removeFolder, temporaryFolder } from '../../tests/support/browser/temporary-folder.ts';
import { launchHeadless } from '../browsers/launch-headless.ts';

export type Step = {
  readonly title: string;
  /** What the newcomer does. */
  readonly does: string;
  /** What they see then. */
  readonly meets: string;
  /** Clicks and key presses that are no typing. */
  readonly clicks: number;
};

export type RecordedStep = Step & { readonly seconds: number; readonly picture: string };

/** Everything that is seen at a moment: the page, and the panel beside it. */
export type Scene = { readonly page: Page; readonly panel?: Panel };

export type StepRecord = Awaited<ReturnType<typeof createRecord>>;

/** Takes down steps and photographs each into a folder, page and panel side by side. */
export async function createRecord(folder: string) {
  const browser = await launchHeadless();
  const desk = await browser.newPage();
  const shots = temporaryFolder('newcomer');
  const steps: RecordedStep[] = [];

  async function photograph({ page, panel }: Scene, picture: string): Promise<void> {
    const files = [`${shots}/page.png`, ...(panel === undefined ? [] : [`${shots}/panel.png`])];
    await page.screenshot({ path: `${shots}/page.png` });
    await panel?.surface.screenshot(`${shots}/panel.png`);
    const images = files.map((file) => `<img src="data:image/png;base64,${readFileSync(file).toString('base64')}">`);
    await desk.setContent(
      `<style>body{margin:0;display:inline-flex;background:#fff;gap:1px;align-items:flex-start}img{display:block}</style>${images.join('')}`,
    );
    const { width, height } = await desk.evaluate(() => document.body.getBoundingClientRect().toJSON());
    await desk.setViewport({ width: Math.ceil(width), height: Math.ceil(height) });
    await desk.screenshot({ path: `${folder}/${picture}` as `${string}.png` });
  }

  return {
    steps,

    /** Does a step, whose work gives what is seen at its end, and measures it. */
    async step(step: Step, work: () => Promise<Scene>): Promise<Scene> {
      const begun = performance.now();
      const scene = await work();
      const seconds = (performance.now() - begun) / 1000;
      const picture = `${steps.length + 1}.png`;
      await photograph(scene, picture);
      steps.push({ ...step, seconds, picture });
      return scene;
    },

    async close(): Promise<void> {
      await browser.close();
      removeFolder(shots);
    },
  };
}
