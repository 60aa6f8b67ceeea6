import { afterAll, beforeAll, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { openOptions } from '../support/browser/options-page.ts';
import { servePages } from '../support/browser/pages.ts';
import { waitFor } from '../support/browser/wait-for.ts';

/** Stands in for the browser's own model, which no test machine has. Runs in the browser. */
function standIn(availability: string): void {
  class LanguageModel {
    static now = availability;
    static async availability() {
      return LanguageModel.now;
    }
    static async create({ monitor }: { monitor?: (target: EventTarget) => void } = {}) {
      const progress = new EventTarget();
      monitor?.(progress);
      for (const loaded of LanguageModel.now === 'available' ? [] : [0, 0.5, 1]) {
        progress.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      LanguageModel.now = 'available';
      return new LanguageModel();
    }
    contextWindow = 6_144;
    contextUsage = 0;
    async measureContextUsage(text: string) {
      return text.length;
    }
    promptStreaming(input: string) {
      return new ReadableStream({
        start(controller) {
          for (const chunk of ['You asked: ', input]) controller.enqueue(chunk);
          controller.close();
        },
      });
    }
    destroy() {}
  }
  Object.assign(globalThis, { LanguageModel });
}

let chromium: Chromium;

beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());

/** Without staying attached: a worker with a debugger is never put to sleep. */
async function inWorker(expression: string): Promise<unknown> {
  const isWorker = (one: { type(): string }) => one.type() === 'service_worker';
  const session = await (await chromium.browser.waitForTarget(isWorker)).createCDPSession();
  const { result } = await session.send('Runtime.evaluate', { expression });
  await session.detach();
  return result.value;
}

const services = (page: Awaited<ReturnType<typeof openOptions>>) =>
  page.evaluate(() => [...document.querySelectorAll('#connection-service option')].map((one) => one.textContent));

it('is published to the background worker, where runs are made', async () => {
  expect(await inWorker('typeof LanguageModel')).toBe('function');
});

it('is not offered by a browser that cannot run it', async () => {
  const options = await openOptions(chromium);
  await options.add();
  expect(await services(options)).toContain('Other server');
  expect(await services(options)).not.toContain('Built into the browser');
  await options.page.close();
});

it('is downloaded on a click, saved, tested, and answers in the panel', async () => {
  await inWorker(`(${standIn})('available')`);
  const options = await openOptions(chromium);
  await options.page.evaluateOnNewDocument(standIn, 'downloadable');
  await options.page.reload();
  await options.click('button', 'Add connection');
  const select = await options.page.waitForSelector('#connection-service');
  await waitFor('the service to be offered', async () => (await services(options)).includes('Built into the browser'));
  await select?.select('built-in');
  await options.click('button', 'Download (2 to 4 GB)');
  const status = () => options.evaluate(() => document.querySelector('.field [role="status"]')?.textContent ?? '');
  await waitFor('the progress to be shown', async () => (await status()).includes('50%'));
  await waitFor('the model to be ready', async () =>
    (await status()).startsWith('The browser’s own model. It answers'),
  );
  expect(await options.save()).toBe('Saved.');
  expect(await options.test()).toContain('It works: built-in answered in ');
  await options.lists('Built into the browser');
  await options.page.close();

  const pages = await servePages({ bees: { '/': BEES } });
  const panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
  await panel.ask('What is this about?');
  expect((await panel.answer()).text).toContain('You asked: What is this about?');
  await pages.close();
});
