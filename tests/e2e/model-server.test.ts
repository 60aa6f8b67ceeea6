import { beforeAll, expect, it } from 'vitest';
import { openWorld } from '../support/browser/open-world.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, faults, heldAnswer, type ModelServer } from '../support/model-server/index.ts';

let server: ModelServer;
let panel: Panel;

beforeAll(async () => {
  const world = await openWorld();
  ({ server, panel } = world);
  return world.close;
});

const chats = () => server.requests.filter(({ path }) => path.endsWith('/chat/completions'));
const times = (text: string, part: string) => text.split(part).length - 1;
const wordsOfRequest = () => JSON.stringify(chats().at(-1)?.body);

it('streams the answer into the panel', async () => {
  const { script, release } = heldAnswer('Bees choose by dancing', ' until thirty scouts agree.');
  server.script(script);
  await panel.ask('How do bees choose?');
  expect((await panel.answering()).at(-1)?.text).toBe('Bees choose by dancing');
  release();
  expect((await panel.answer()).text).toContain('Bees choose by dancing until thirty scouts agree.');
});

it('sends the key in its header and nowhere else', () => {
  const [request] = chats();
  expect(request?.headers['authorization']).toBe('Bearer sk-test-1234');
  expect(JSON.stringify(request?.body)).not.toContain('sk-test-1234');
});

it('carries the history with the second question, and the page once', async () => {
  server.script(answer('About ten thousand.'));
  await panel.ask('And how many leave?');
  await panel.answer(2);
  const words = wordsOfRequest();
  expect(words).toContain('How do bees choose?');
  expect(words).toContain('Bees choose by dancing until thirty scouts agree.');
  expect(words).toContain('And how many leave?');
  expect(times(words, 'hangs there like a beard')).toBe(1);
});

it('stops the request at the server when Stop is pressed, and keeps what had come', async () => {
  server.script(
    answer(
      Array.from({ length: 200 }, (_, index) => `word${index} `),
      { every: 50 },
    ),
  );
  await panel.ask('Tell me everything.');
  await panel.answering();
  await panel.stop();
  const stopped = await panel.answer(3);
  expect(stopped.status).toBe('incomplete');
  expect(stopped.text).toContain('word0');
  await waitFor('the server to see the request closed', () => chats().at(-1)?.aborted_at);
});

it('says what is wrong where the answer would be, when the service refuses the key', async () => {
  server.script(faults.wrongKey());
  await panel.ask('Are you there?');
  const said = await waitFor('the failure to be told', async () => {
    const status = await panel.status();
    return /key/i.test(status) && status;
  });
  expect(said).toMatch(/key/i);
});
