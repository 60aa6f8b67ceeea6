import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BEES } from '../support/browser/articles.ts';
import { type Chromium, type ChromiumPanel, launchChromium } from '../support/browser/chromium.ts';
import { connectModel } from '../support/browser/connect-model.ts';
import { failure } from '../support/browser/failure.ts';
import { impatientBuild } from '../support/browser/impatient-build.ts';
import { longTasksOf } from '../support/browser/long-tasks.ts';
import { networkOf } from '../support/browser/network.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { PanelMessage } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';
import { longAnswer, longLine, manyCalls } from '../support/model-server/floods.ts';
import {
  answer,
  beginning,
  event,
  eventStream,
  faults,
  hold,
  html,
  json,
  type ModelServer,
  reset,
  type Script,
  send,
  startModelServer,
} from '../support/model-server/index.ts';

/** A name that the browser does not know to be this machine, where being offline would make no difference. */
const ELSEWHERE = 'model.test';
const HOSTS = ['http://127.0.0.1/*', `http://${ELSEWHERE}/*`];

let pages: Pages;
let server: ModelServer;
let other: { readonly origin: string; readonly server: Server; requests: number };
let chromium: Chromium;
let panel: ChromiumPanel;

/** How often each question may have been asked by the end of it all. */
const asked = new Map<string, number>();

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  server = await startModelServer({ cors: false });
  other = await countingServer();
  chromium = await launchChromium({ hosts: HOSTS, name: ELSEWHERE });
  panel = await connectedPanel(chromium);
});

afterAll(async () => {
  await chromium.close();
  await server.close();
  await pages.close();
  other.server.close();
});

async function connectedPanel(browser: Chromium): Promise<ChromiumPanel> {
  await connectModel(browser, server.baseUrl.replace('127.0.0.1', ELSEWHERE));
  return browser.openPanel(await browser.open(pages.url('bees')));
}

/** Answers everything to everybody, and counts. */
async function countingServer() {
  const counting = createServer((_request, response) => {
    counted.requests += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end('{}');
  });
  await new Promise<void>((resolve) => counting.listen(0, '127.0.0.1', resolve));
  const { port } = counting.address() as AddressInfo;
  const counted = { origin: `http://127.0.0.1:${port}`, server: counting, requests: 0 };
  return counted;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const requestsFor = (question: string) =>
  server.requests.filter(({ body }) => JSON.stringify(body)?.includes(JSON.stringify(question).slice(1, -1)));
const gapsOf = (question: string) => {
  const all = requestsFor(question).map(({ at }) => at);
  return all.slice(1).map((at, before) => at - (all[before] ?? 0));
};

/** Asks in a new thread; the server does what the scripts say. `times`: how often the server is to be asked in the end. */
async function ask(question: string, times: number, ...scripts: readonly (Script | (() => Script))[]): Promise<void> {
  await panel.newThread();
  server.script(...scripts);
  asked.set(question, times);
  await panel.ask(question);
}

/** What the panel says, once it says this. */
const says = (words: string | RegExp): Promise<string> =>
  waitFor(`the panel to say "${words}"`, async () => {
    const status = await panel.status();
    return (typeof words === 'string' ? status.includes(words) : words.test(status)) && status;
  }).catch(async (error: Error) => {
    throw await failure(error.message, panel.surface, error);
  });

/** What is offered beside the line that says what the run does. */
const action = (): Promise<string> =>
  panel.surface.evaluate(() => document.querySelector('.run button')?.textContent ?? '');
const countdown = (): Promise<string | null> =>
  panel.surface.evaluate(() => {
    const shown = document.querySelector<HTMLElement>('.run .elapsed');
    return shown?.checkVisibility() && shown.textContent ? shown.textContent : null;
  });

const answers = async () => (await panel.messages()).filter(({ role }) => role === 'assistant');
const statuses = (all: readonly PanelMessage[]) => all.map(({ role, status }) => `${role} ${status}`);

/** The words of an answer that has broken off, without the names of its buttons. */
const words = () =>
  panel.surface.evaluate(() => document.querySelector('article[data-role="assistant"] .markdown')?.textContent ?? '');

/** The question is there, the answer so far is marked as broken off, and it can be continued. */
async function isBrokenOff(text: string): Promise<void> {
  await panel.answer();
  expect(statuses(await panel.messages())).toEqual(['user completed', 'assistant incomplete']);
  expect((await words()).trim()).toBe(text.trim());
  expect(await action()).toBe('Continue');
}

describe('a server that asks for a pause', () => {
  it.each<[string, () => string, number]>([
    ['in seconds', () => '5', 5_000],
    ['as a date', () => new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 5_000).toUTCString(), 1_000],
  ])('%s gets it, while the panel counts down', async (name, header, least) => {
    const question = `What if you say when ${name}?`;
    let told = '';
    const refusal = () => {
      told = header();
      return faults.rateLimited(told);
    };
    await ask(question, 2, refusal, answer('Now I can.'));
    const shown = await waitFor('the countdown', countdown);
    expect(shown).toMatch(/^Asking again in 0:0[1-6]$/);
    expect(await panel.status()).toBe('The service asks for a pause: too many questions at once.');
    await waitFor('the countdown to go on', async () => ![shown, null].includes(await countdown()));
    expect((await panel.answer()).text).toContain('Now I can.');
    expect(gapsOf(question)[0]).toBeGreaterThanOrEqual(least);
    if (name === 'as a date') expect(requestsFor(question)[1]?.at).toBeGreaterThanOrEqual(Date.parse(told));
  });

  it('of an hour is shown and left alone, and Stop ends the wait', async () => {
    await ask('What if it takes an hour?', 1, faults.rateLimited('3600'), answer('Too early.'));
    expect(await waitFor('the countdown', countdown)).toMatch(/^Asking again in (1:00:00|59:5\d)$/);
    await pause(2_500);
    expect(requestsFor('What if it takes an hour?')).toHaveLength(1);
    await panel.stop();
    await says('You stopped this answer.');
    expect(await countdown()).toBeNull();
    await ask('And now?', 1, answer('Now it is free.'));
    expect((await panel.answer()).text).toContain('Now it is free.');
  });
});

describe('a refusal that will not change is asked for once, and says what to do', () => {
  it.each<[string, Script, RegExp, string]>([
    [
      '400',
      json(400, { error: { message: 'Bad bees.' } }),
      /did not understand the request. “Bad bees.”/,
      'Open settings',
    ],
    ['401', faults.wrongKey(), /does not accept this API key/, 'Open settings'],
    [
      '403',
      json(403, { error: { message: 'Not for you.' } }),
      /does not allow this with your key. “Not/,
      'Open settings',
    ],
    ['404', faults.noSuchPath(), /There is no model API at http/, 'Open settings'],
    ['404 for the model', faults.noSuchModel('test-model'), /does not have the model “test-model”/, 'Open settings'],
    ['429 for lack of money', faults.quotaUsedUp(), /Your credit at .* is used up. Top it up/, 'Open settings'],
  ])('%s', async (name, script, sentence, button) => {
    await ask(`What of ${name}?`, 1, script);
    await says(sentence);
    expect(await action()).toBe(button);
    expect(await answers()).toEqual([]);
    expect(statuses(await panel.messages())).toEqual(['user completed']);
  });
});

describe('a server that fails with a web page', () => {
  const FAILURES = [500, 502, 503];

  it.each(FAILURES)('%i: is asked three times at most, and its page is shown as a few words', async (status) => {
    const canary = `${other.origin}/${status}`;
    const attack = `<script>fetch('${canary}')</script><img src="${canary}" onerror="document.title='taken'">`;
    const page = `<html>${attack}<style>@import '${canary}'</style><body>Sorry. ${'We are so busy. '.repeat(200)}${attack}`;
    await ask(`What of ${status}?`, 3, html(status, page));
    const said = await says(`The service had a problem of its own (${status}). “Sorry. We are so busy.`);
    expect(said.length).toBeLessThanOrEqual(300 + 60);
    expect(said).not.toMatch(/[<>]|fetch/);
    await waitFor('the last failure', async () => (await action()) === 'Retry');
    expect(await panel.surface.evaluate(() => document.querySelectorAll('img, iframe, .run script').length)).toBe(0);
    expect(await panel.surface.evaluate(() => document.title)).not.toBe('taken');
    expect(requestsFor(`What of ${status}?`)).toHaveLength(3);
    expect(other.requests).toBe(0);
  });

  it('is asked again after pauses that differ', () => {
    const shares = FAILURES.flatMap((status) => gapsOf(`What of ${status}?`).map((gap, at) => gap / (500 * 2 ** at)));
    expect(shares).toHaveLength(6);
    for (const share of shares) expect(share).toBeGreaterThanOrEqual(0.75);
    // Without chance none would be shorter than the whole pause.
    expect(shares.some((share) => share < 1)).toBe(true);
  });
});

describe('an answer that breaks off', () => {
  const PIECES = Array.from({ length: 30 }, (_, index) => `größer${index} 🐝 `);
  const EVENTS = beginning(PIECES).flatMap((step) => (step.type === 'send' ? [Buffer.from(step.data)] : []));
  const STREAM = Buffer.concat(EVENTS);

  /** The text of the events that are whole in the first `length` bytes. */
  function textIn(length: number): string {
    const ends = EVENTS.map((_event, at) => Buffer.concat(EVENTS.slice(0, at + 1)).length);
    return PIECES.slice(0, Math.max(0, ends.filter((end) => end <= length).length - 1)).join('');
  }

  it('with a reset, at any byte, keeps every word that came', async () => {
    for (let round = 0; round < 20; round += 1) {
      const length = 1 + Math.floor(Math.random() * (STREAM.length - 1));
      const question = `What at byte ${length} of round ${round}?`;
      const text = textIn(length);
      const read = Promise.withResolvers<void>();
      await ask(question, 1, [eventStream, send(STREAM.subarray(0, length)), hold(read.promise), reset]);
      // A reset throws away what the browser has not read yet, however long ago it was sent.
      if (text !== '') await waitFor('every word that was sent', async () => (await words()).trim() === text.trim());
      read.resolve();
      expect(await says('The connection broke off before the answer was finished.'), question).toBeTruthy();
      if (text !== '') await isBrokenOff(text);
      expect(await action(), question).toBe(text === '' ? 'Retry' : 'Continue');
      expect(requestsFor(question), question).toHaveLength(1);
    }
  });

  it('with a clean end in the middle is not taken for a whole one', async () => {
    await ask('What if it just ends?', 1, faults.endAfter(PIECES));
    await says('The connection broke off before the answer was finished.');
    await isBrokenOff(PIECES.join(''));
  });

  it('with silence waits visibly, and ends at once with Stop', async () => {
    await ask('What if nothing comes?', 1, faults.stallAfter(['Half ', 'an answer']));
    await panel.answering();
    await pause(1_000);
    expect(await panel.status()).toBe('Answering');
    await panel.stop();
    await says('You stopped this answer.');
    await isBrokenOff('Half an answer');
    await waitFor('the request to be closed', () => requestsFor('What if nothing comes?')[0]?.aborted_at);
  });
});

describe('what is no answer is not shown as an empty one', () => {
  it.each<[string, Script, RegExp]>([
    ['a web page', faults.webPage(), /answered with a web page instead of a model’s answer/],
    ['an empty body', faults.emptyBody(), /answered with a web page instead of a model’s answer/],
    ['an empty stream', faults.emptyStream(), /broke off before the answer was finished/],
    ['JSON of another kind', json(200, { hello: 'world' }), /answered with a web page instead of a model’s answer/],
    ['a list', json(200, [1, 2, 3]), /answered with a web page instead of a model’s answer/],
    [
      'events of another kind',
      [eventStream, event({ hello: 'world' }), event('[DONE]')],
      /instead of a model’s answer/,
    ],
    ['an answer without words', answer(''), /The model answered without a single word/],
  ])('%s', async (name, script, sentence) => {
    await ask(`What of ${name}?`, 1, script);
    await says(sentence);
    expect(await action()).not.toBe('');
    expect(await answers()).toEqual([]);
  });
});

describe('a flood', () => {
  /** Bytes of JavaScript objects in the background worker and in each document of the extension. */
  async function heaps(): Promise<number[]> {
    const own = chromium.browser.targets().filter((target) => target.url().startsWith('chrome-extension://'));
    const sessions = await Promise.all(own.map((target) => target.createCDPSession()));
    const usages = await Promise.all(sessions.map((session) => session.send('Runtime.getHeapUsage')));
    await Promise.all(sessions.map((session) => session.detach()));
    return usages.map(({ usedSize }) => usedSize);
  }

  it.each<[string, Script, RegExp]>([
    ['an answer of 50 MB', longAnswer(50), /The answer grew too large and was ended/],
    ['a line of 50 MB', longLine(50), /The answer grew too large and was ended/],
    ['10,000 function calls', manyCalls(10_000, 'look'), /called a function that it was not given/],
  ])('of %s is ended, and the panel stays quick', async (name, script, sentence) => {
    const tasks = await longTasksOf(panel.page);
    await ask(`What of ${name}?`, 1, script);
    await says(sentence);
    await panel.answer();
    expect(Math.max(...(await tasks.end()))).toBeLessThanOrEqual(500);
    for (const bytes of await heaps()) expect(bytes).toBeLessThan(100_000_000);
  });
});

it.each([301, 302, 303, 307, 308])('redirect %i to another origin is not followed', async (status) => {
  await ask(`What of ${status}?`, 1, faults.redirect(status, `${other.origin}/v1/chat/completions`));
  await says('For your key’s safety, nothing was sent there.');
  expect(await action()).toBe('Open settings');
  expect(other.requests).toBe(0);
});

describe('without a network', () => {
  it('a question is kept, and asked once when there is one', async () => {
    const network = await networkOf(chromium);
    await network.set('offline');
    await ask('Is anybody there?', 1, answer('I am here again.'));
    await says('You are offline. The question is asked as soon as you are back.');
    expect(statuses(await panel.messages())).toEqual(['user completed']);
    expect(requestsFor('Is anybody there?')).toHaveLength(0);
    await network.set('online');
    expect((await panel.answer()).text).toContain('I am here again.');
  });

  it('an answer that is cut off is kept, and continued by the user alone', async () => {
    const network = await networkOf(chromium);
    const gone = Promise.withResolvers<void>();
    await ask('What if it goes in the middle?', 2, [...beginning(['Half ', 'of it']), hold(gone.promise), reset]);
    await panel.answering();
    await network.set('offline');
    gone.resolve();
    await isBrokenOff('Half of it');
    await network.set('online');
    await pause(2_500);
    expect(requestsFor('What if it goes in the middle?')).toHaveLength(1);
    server.script(answer(' and the rest.'));
    await panel.surface.click('button', 'Continue');
    await panel.until('the rest', (all) => all.some(({ text }) => text.includes('and the rest.')));
  });

  it('that comes and goes, each press asks at most once', async () => {
    const question = 'What if it flaps?';
    const network = await networkOf(chromium);
    await network.set('offline');
    await ask(question, 1, answer('Through at last.'));
    for (let turn = 0; turn < 14; turn += 1) {
      await network.set(turn % 2 === 0 ? 'online' : 'offline');
      await pause(150 + 40 * turn);
    }
    await network.set('online');
    await waitFor('an end', async () => /^$|Nothing answers|You are offline\. Your/.test(await panel.status()));
    expect(requestsFor(question).length).toBeLessThanOrEqual(1);
    if ((await action()) === 'Retry') await panel.surface.click('button', 'Retry');
    expect((await panel.answer()).text).toContain('Through at last.');
    expect((await panel.messages()).filter(({ role }) => role === 'user')).toHaveLength(1);
  });
});

it('silence ends by itself where the limit is five seconds', async () => {
  const build = impatientBuild(HOSTS, 5_000);
  const impatient = await launchChromium({ extension: build.folder, name: ELSEWHERE });
  const patient = panel;
  try {
    panel = await connectedPanel(impatient);
    await ask('And if nobody presses Stop?', 1, faults.stallAfter(['Half ', 'an answer']));
    await panel.answering();
    await says('Nothing came for 5 seconds, so the answer was ended.');
    await isBrokenOff('Half an answer');
    const [request] = requestsFor('And if nobody presses Stop?');
    await waitFor('the request to be closed', () => request?.aborted_at);
  } finally {
    panel = patient;
    await impatient.close();
    build.remove();
  }
});

it('asks nothing again behind the user’s back', () => {
  const counts = new Map([...asked.keys()].map((question) => [question, requestsFor(question).length]));
  expect(counts).toEqual(asked);
});
