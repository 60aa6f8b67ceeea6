import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { coloursOf, type Shown } from '../support/browser/shown-picture.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, json, type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { backgroundEvents } from '../support/model-server/response-events.ts';
import { startResponsesServer } from '../support/model-server/responses-server.ts';
import { writePdf } from '../support/pdf/write-pdf.ts';

/** Fills any window. */
const CRIMSON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1600"><rect width="2400" height="1600" fill="rgb(190,20,60)"/></svg>';

let pages: Pages;
let chromium: Chromium;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({
    bees: { '/': BEES },
    scan: { '/': { type: 'application/pdf', data: writePdf([{ picture: true }]) } },
    picture: { '/': { type: 'image/svg+xml', data: CRIMSON }, '/page': BEES },
  });
  return () => pages.close();
});

const buttons = () =>
  panel.surface.evaluate(() =>
    [...document.querySelectorAll('button')].map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
  );
const chips = () => panel.surface.evaluate(() => document.querySelectorAll('.composer .picture').length);
const sentence = (words: string) =>
  waitFor(`“${words}”`, () => panel.surface.evaluate((part) => document.body.textContent.includes(part), words));

async function addScreenshot(count = 1): Promise<void> {
  await panel.surface.click('button', 'Add a screenshot');
  await waitFor(`${count} pictures in the composer`, async () => (await chips()) === count);
}

describe('a screenshot for a server of Chat Completions', () => {
  let server: ModelServer;

  beforeAll(async () => {
    server = await startModelServer({ cors: false });
  });
  beforeEach(async () => {
    chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  });
  afterEach(() => chromium.close());
  afterAll(() => server.close());

  async function openOn(site: string): Promise<void> {
    await connectModel(chromium, server.baseUrl);
    panel = await chromium.openPanel(await chromium.open(pages.url(site)));
  }

  /** The pictures of a request, oldest first. */
  async function shown(request = server.requests.at(-1)): Promise<Shown[]> {
    const { messages } = JSON.parse(request?.text ?? '') as { messages: { content: string | Part[] }[] };
    const parts = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
    return Promise.all(
      parts.flatMap((part) => (part.type === 'image_url' ? [coloursOf(panel.surface, part.image_url?.url ?? '')] : [])),
    );
  }

  it('stands for a page without words: offered where it cannot be read, sent as a JPEG of what is seen', async () => {
    await openOn('picture');
    await panel.summarize();
    await sentence('This tab shows a picture');
    await panel.surface.click('button', 'Add a screenshot');
    await waitFor('the picture in the composer', async () => (await chips()) === 1);
    expect(await panel.surface.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    server.script(answer('It is crimson.'));
    await panel.ask('Which colour is it?');
    expect((await panel.answer()).text).toContain('It is crimson.');
    const [picture] = await shown();
    expect(picture?.type).toBe('image/jpeg');
    expect(picture?.width).toBeGreaterThan(300);
    expect(Math.max(picture?.width ?? 0, picture?.height ?? 0)).toBeLessThanOrEqual(1568);
    const [red = 0, green = 0, blue = 0] = picture?.centre ?? [];
    expect([red > 170 && red < 210, green < 50, blue > 40 && blue < 80]).toEqual([true, true, true]);
    await waitFor('the picture to have gone along', async () => (await chips()) === 0);
  });

  it('stands for a scanned PDF file', async () => {
    await openOn('scan');
    server.script(answer('It is grey.'));
    await panel.ask('Which colour is it?');
    await sentence('This PDF is a scan');
    await panel.surface.click('button', 'Add a screenshot');
    await waitFor('the picture in the composer', async () => (await chips()) === 1);
    await panel.surface.click('button', 'Send');
    expect((await panel.answer()).text).toContain('It is grey.');
    const [picture] = await shown();
    expect(picture?.type).toBe('image/jpeg');
    const [red = 0, green = 0, blue = 0] = picture?.centre ?? [];
    expect([red, Math.abs(red - green) + Math.abs(red - blue)]).toEqual([
      expect.closeTo(128, -2),
      expect.closeTo(0, -1),
    ]);
  });

  it('goes beside the words of a page, stays in the thread, and is shown again with what follows', async () => {
    await openOn('bees');
    await addScreenshot();
    server.script(answer('A page.'), answer('The same one.'));
    await panel.ask('What is this?');
    await panel.answer();
    expect(server.requests.at(-1)?.text).toContain('hangs there like a beard');
    await panel.ask('And how does it look?');
    await panel.answer(2);
    expect(await shown()).toHaveLength(1);
    await panel.surface.click('button', 'Show picture 1 large');
    const size = () =>
      panel.surface.evaluate(() => document.querySelector<HTMLImageElement>('dialog[open] img')?.naturalWidth ?? 0);
    await waitFor('the picture, large', async () => (await size()) > 300);
    await panel.surface.click('button', 'Close');
    await waitFor('the dialog to close', async () => (await size()) === 0);
  });

  it('waits with its question until the browser is back', async () => {
    await openOn('bees');
    await addScreenshot();
    await addScreenshot(2);
    await panel.surface.click('button', 'Remove picture 1');
    await waitFor('one picture', async () => (await chips()) === 1);
    chromium = await chromium.restart();
    panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
    await waitFor('the picture of before', async () => (await chips()) === 1);
    server.script(answer('Still there.'));
    await panel.ask('What is this?');
    await panel.answer();
    expect((await shown())[0]?.width).toBeGreaterThan(300);
  });

  it('is left out for a model that cannot see, which is said under the answer and at the button', async () => {
    await openOn('bees');
    await addScreenshot();
    const refusal = json(400, {
      error: { message: 'Invalid content type. image_url is only supported by certain models.', code: null },
    });
    server.script(refusal, answer('About bees.'));
    await panel.ask('What is this?');
    expect((await panel.answer()).text).toContain('About bees.');
    await sentence('Written without your pictures, which this model did not take.');
    expect(await shown()).toEqual([]);
    expect(server.requests.at(-1)?.text).toContain('[An image that you cannot see.]');
    await waitFor('the button to say so', async () => (await buttons()).includes('This model cannot see pictures'));
    const before = server.requests.length;
    server.script(answer('More about bees.'));
    await panel.ask('And what else?');
    await panel.answer(2);
    expect(server.requests).toHaveLength(before + 1);
    expect(await shown()).toEqual([]);
  });

  it('is not offered where nobody could look at it', async () => {
    panel = await chromium.openPanel(await chromium.open(pages.url('bees')));
    await waitFor('a panel that knows who answers', async () =>
      (await buttons()).includes('Answers come from: On this device'),
    );
    expect(await buttons()).not.toContain('Add a screenshot');
  });

  it('says that the browser wants a click on a tab that was only granted', async () => {
    await chromium.close();
    chromium = await launchChromium({ hosts: ['http://*/*', 'https://*/*'] });
    await openOn('bees');
    await chromium.open(pages.url('picture', '/page'));
    // The panel sees the page very well.
    await sentence('The thread waits here whenever you are back on picture.localhost');
    await panel.surface.click('button', 'Add a screenshot');
    await sentence('For a screenshot the browser wants a click on this tab');
    expect(await chips()).toBe(0);
  });

  it('may also be a picture of the user’s own, pasted or dropped', async () => {
    await openOn('bees');
    await waitFor('a panel that knows its tab and who answers', async () =>
      (await buttons()).includes('Add a screenshot'),
    );
    await sentence('The thread waits here');
    for (const how of ['paste', 'drop'] as const) await panel.surface.evaluate(give, how);
    await waitFor('two pictures', async () => (await chips()) === 2);
    server.script(answer('Two greens.'));
    await panel.ask('Which colour are these?');
    await panel.answer();
    const greens = (await shown()).map(({ type, width, centre: [red = 0, green = 0] }) => [type, width, green > red]);
    expect(greens).toEqual([
      ['image/jpeg', 1568, true],
      ['image/jpeg', 1568, true],
    ]);
  });
});

type Part = { readonly type: string; readonly image_url?: { readonly url: string } };

/** Runs in the panel: a green PNG that is larger than models look at. */
async function give(how: 'paste' | 'drop'): Promise<void> {
  const canvas = new OffscreenCanvas(3136, 1000);
  const drawing = canvas.getContext('2d');
  if (drawing === null) throw new Error('Nothing can be drawn.');
  drawing.fillStyle = 'rgb(20, 160, 60)';
  drawing.fillRect(0, 0, canvas.width, canvas.height);
  const data = new DataTransfer();
  data.items.add(new File([await canvas.convertToBlob()], 'green.png', { type: 'image/png' }));
  const options = { bubbles: true, cancelable: true };
  const event =
    how === 'paste'
      ? new ClipboardEvent('paste', { ...options, clipboardData: data })
      : new DragEvent('drop', { ...options, dataTransfer: data });
  document.querySelector('textarea')?.dispatchEvent(event);
}

it('a screenshot for a server of the Responses API is input of its user', async () => {
  const server = await startResponsesServer();
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  await connectModel(chromium, server.baseUrl, 'sk-test-1234', { protocol: 'responses' });
  panel = await chromium.openPanel(await chromium.open(pages.url('picture')));
  await addScreenshot();
  server.answer({ events: backgroundEvents({ pieces: ['Crimson.'] }), every: 5 });
  await panel.ask('Which colour is it?');
  expect((await panel.answer()).text).toContain('Crimson.');
  const { input } = JSON.parse(server.requests.at(-1)?.text ?? '') as {
    input: { content: string | { type: string; image_url?: string }[] }[];
  };
  const urls = input.flatMap(({ content }) =>
    typeof content === 'string' ? [] : content.filter(({ type }) => type === 'input_image'),
  );
  expect(urls).toHaveLength(1);
  const picture = await coloursOf(panel.surface, urls[0]?.image_url ?? '');
  expect(picture.type).toBe('image/jpeg');
  expect(picture.centre[0]).toBeGreaterThan(170);
  await chromium.close();
  await server.close();
});
