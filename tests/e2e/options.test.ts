import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { type OptionsPage, openOptions } from '../support/browser/options-page.ts';
import { servePages } from '../support/browser/pages.ts';
import { storageAreas, storedIn } from '../support/browser/stored.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { answer, faults, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';

const KEY = 'sk-canary-7f3a9b2c';

/** A port that servers never get from the system, on which nothing listens. */
const NOBODY = 'http://127.0.0.1:9';

let server: ModelServer;
let chromium: Chromium;
let options: OptionsPage;

beforeAll(async () => {
  server = await startModelServer({ cors: false });
  chromium = await launchChromium({ hosts: ['http://127.0.0.1/*'] });
  options = await openOptions(chromium);
});

afterAll(async () => {
  await chromium.close();
  await server.close();
});

const chosen = async () => (await options.listed()).filter((one) => one.chosen).map(({ name }) => name);

it('answers on this device while there is no connection', async () => {
  await options.lists();
  expect(await chosen()).toEqual(['On this device']);
});

describe('Test connection', () => {
  type Case = { said: string; set: { baseUrl?: string; key?: string; model?: string }; answers: Script };
  const cases: readonly (readonly [what: string, Case])[] = [
    ['a server that works', { said: 'It works: test-model answered in ', set: {}, answers: answer('OK') }],
    ['a wrong key', { said: ' does not accept this API key.', set: {}, answers: faults.wrongKey() }],
    [
      'no key',
      { said: ' asks for an API key, and this connection has none.', set: { key: '' }, answers: faults.wrongKey() },
    ],
    [
      'a server that refuses extensions',
      { said: ' turns away requests from extensions.', set: {}, answers: faults.originRefused() },
    ],
    [
      'a model the server lacks',
      {
        said: ' does not have the model “other”. It has test-model.',
        set: { model: 'other' },
        answers: faults.noSuchModel('other'),
      },
    ],
    ['no model', { said: 'This connection has no model yet.', set: { model: '' }, answers: answer('OK') }],
    [
      'a port where nobody listens',
      { said: 'Nothing answers at 127.0.0.1:9.', set: { baseUrl: `${NOBODY}/v1` }, answers: [] },
    ],
    ['a web page', { said: ' answered with a web page', set: {}, answers: faults.webPage() }],
    [
      'a redirect',
      {
        said: ' sends requests on to another address.',
        set: {},
        answers: faults.redirect(307, `${NOBODY}/v1/chat/completions`),
      },
    ],
    [
      'a server in trouble',
      { said: 'The service had a problem of its own (500).', set: {}, answers: faults.failed(500) },
    ],
    ['too many requests', { said: 'The service asks for a pause', set: {}, answers: faults.rateLimited('1') }],
    ['used up credit', { said: ' is used up.', set: {}, answers: faults.quotaUsedUp() }],
    ['an empty stream', { said: 'The connection broke off', set: {}, answers: faults.emptyStream() }],
  ];
  const said = new Set<string>();

  beforeAll(() => options.add());

  it.each(cases)('tells %s by a sentence of its own', async (_what, { said: wanted, set, answers }) => {
    server.script(answers);
    await options.type({ baseUrl: server.baseUrl, key: KEY, model: 'test-model', ...set });
    const sentence = await options.test();
    expect(sentence).toContain(wanted);
    expect(sentence).not.toContain(KEY);
    expect(said).not.toContain(sentence);
    said.add(sentence);
  });

  it('finds the address that was meant when the path is missing', async () => {
    server.script(answer('OK'));
    await options.type({ baseUrl: server.origin, key: KEY, model: 'test-model' });
    expect(await options.test()).toBe(
      `There is no model API at ${server.origin}/chat/completions, but there is one at ${server.baseUrl}.`,
    );
  });

  it('says so where the address is none, and asks nobody', async () => {
    const before = server.requests.length;
    await options.type({ baseUrl: 'no address' });
    await options.click('button', 'Test connection');
    await waitFor('the field to be marked and to have the focus', () =>
      options.evaluate(() => document.activeElement?.matches('#connection-address[aria-invalid="true"]')),
    );
    expect(server.requests.length).toBe(before);
    await options.click('button', 'Cancel');
  });

  it('stores nothing', async () => {
    const rows = Object.entries(await storedIn(options)).filter(([table]) => /connections|secrets/.test(table));
    expect(rows.flatMap(([, all]) => all)).toEqual([]);
  });
});

it('saves the first connection and makes it the default', async () => {
  await options.add();
  await options.type({ name: 'First', baseUrl: server.baseUrl, key: KEY, model: 'test-model' });
  expect(await options.save()).toBe('Saved.');
  await options.lists('First');
  expect(await chosen()).toEqual(['First']);
});

it('never shows the key again, and stores it nowhere in clear', async () => {
  const html = () =>
    options.evaluate(() =>
      [document.documentElement.outerHTML, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(
        '\n',
      ),
    );
  expect(await html()).not.toContain(KEY);
  expect(await html()).toContain('A key ending in 9b2c is stored.');
  await options.page.reload();
  await options.lists('First');
  await options.click('button', 'Edit First');
  await options.page.waitForSelector('#connection-key');
  expect(await html()).not.toContain(KEY);

  const stored = await storedIn(options);
  expect(stored['sitethread-secrets/secrets']).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(KEY);
  expect(JSON.stringify(await storageAreas(options))).not.toContain(KEY);
});

it('changes what is edited and keeps the key that is not typed again', async () => {
  await options.type({ name: 'Renamed', model: 'better-model' });
  expect(await options.save()).toBe('Saved.');
  const [, renamed] = await options.lists('Renamed');
  expect(renamed?.detail).toContain('better-model');
  server.script(answer('OK'));
  expect(await options.test()).toContain('better-model answered');
  expect(server.requests.at(-1)?.headers['authorization']).toBe(`Bearer ${KEY}`);
  await options.click('button', 'Close');
});

it('never sends the stored key to another address', async () => {
  await options.click('button', 'Edit Renamed');
  const other = await startModelServer({ cors: false });
  await options.type({ baseUrl: other.baseUrl });
  await options.test();
  expect(other.requests.map(({ headers }) => headers['authorization'] ?? null)).toEqual([null]);
  await options.click('button', 'Close');
  await other.close();
});

it('leaves the default alone when a second connection is saved', async () => {
  await options.add();
  await options.type({ name: 'Second', baseUrl: server.baseUrl, model: 'other' });
  await options.save();
  await options.lists('Renamed', 'Second');
  expect(await chosen()).toEqual(['Renamed']);
  await options.click('button', 'Close');
});

it('gives new questions to whoever is chosen', async () => {
  await options.choose('On this device');
  await options.page.reload();
  await options.lists('Renamed', 'Second');
  expect(await chosen()).toEqual(['On this device']);
  await options.choose('Second');
  await options.choose('Renamed');
  expect(await chosen()).toEqual(['Renamed']);
});

it('deletes a connection with its key, after asking, and goes back to this device', async () => {
  await options.click('button', 'Delete Renamed');
  await options.click('button', 'Keep Renamed');
  await options.click('button', 'Delete Renamed');
  await options.click('button', 'Delete Renamed for good');
  await options.lists('Second');
  expect(await chosen()).toEqual(['On this device']);
  expect(JSON.stringify(await storedIn(options))).not.toContain(KEY);
});

it('saves without waiting for the permission, and a server that answers any page needs none', async () => {
  const open = await startModelServer({ cors: true });
  const pages = await servePages({ bees: { '/': BEES } });
  const fresh = await launchChromium();
  await connectModel(fresh, open.baseUrl);
  open.script(answer('It is about bees.'));
  const panel = await fresh.openPanel(await fresh.open(pages.url('bees')));
  await panel.ask('What is this about?');
  expect((await panel.answer()).text).toContain('It is about bees.');
  await fresh.close();
  await pages.close();
  await open.close();
});
