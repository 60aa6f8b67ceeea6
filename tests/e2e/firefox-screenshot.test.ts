import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectFirefox } from '../support/browser/connect-firefox.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import { coloursOf } from '../support/browser/shown-picture.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, type ModelServer, startModelServer } from '../support/model-server/index.ts';

const CRIMSON =
  '<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1600"><rect width="2400" height="1600" fill="rgb(190,20,60)"/></svg>';

let pages: Pages;
let server: ModelServer;
let firefox: Firefox;

beforeAll(async () => {
  pages = await servePages({ picture: { '/': { type: 'image/svg+xml', data: CRIMSON } } });
  server = await startModelServer();
  firefox = await launchFirefox({ hosts: ['http://127.0.0.1/*'] });
  await connectFirefox(firefox, server.baseUrl);
});

afterAll(async () => {
  await firefox.close();
  await server.close();
  await pages.close();
});

it('a screenshot of the tab reaches the model as a JPEG, and stays in the thread', async () => {
  const panel = await firefox.openPanel(await firefox.open(pages.url('picture')));
  const pictures = (where: string) =>
    panel.surface.evaluate((place) => document.querySelectorAll(`${place} .picture > img`).length, where);
  await panel.surface.click('button', 'Add a screenshot');
  await waitFor('the picture in the composer', async () => (await pictures('.composer')) === 1);
  server.script(answer('It is crimson.'));
  await panel.ask('Which colour is it?');
  expect((await panel.answer()).text).toContain('It is crimson.');
  const { messages } = JSON.parse(server.requests.at(-1)?.text ?? '') as { messages: { content: unknown }[] };
  const shown = messages.flatMap(({ content }) => JSON.stringify(content).match(/data:image[^"]+/) ?? []);
  expect(shown).toHaveLength(1);
  const picture = await coloursOf(panel.surface, shown[0] ?? '');
  const [red = 0, green = 0] = picture.centre;
  expect([picture.type, picture.width > 300, red > 170, green < 50]).toEqual(['image/jpeg', true, true, true]);
  await waitFor('the picture in the thread', async () => (await pictures('[role="log"]')) === 1);
});
