import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeError } from '../../components/notices/error-notice.tsx';
import type { OpenConnection } from '../../lib/models/connection.ts';
import type { Surroundings } from '../../lib/models/surroundings.ts';
import { testConnection } from '../../lib/models/test-connection.ts';
import { faults, html, json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { connectionTo, surroundingsWith } from './talk.ts';

vi.mock('../../lib/i18n/index.ts', () => import('../components/english.ts'));

type SetUp = {
  readonly what: string;
  /** `HOST` stands for the server's host and port. */
  readonly sentence: string;
  readonly answers?: Script;
  readonly connection?: (server: ModelServer) => Partial<OpenConnection>;
  readonly surroundings?: Partial<Surroundings>;
  readonly models?: readonly string[];
  /** Where the server's API begins; default `/v1`. */
  readonly base_path?: string;
};

/** A port that servers never get from the system, on which nothing listens. */
const NOBODY = 'http://127.0.0.1:9/v1';

/** A browser that lets nothing of the answer be read: the server is not permitted and sends no CORS headers. */
const withoutPermission: Partial<Surroundings> = {
  isPermitted: async () => false,
  fetch: (input, init) => (init?.mode === 'no-cors' ? fetch(input, init) : Promise.reject(new TypeError('Failed'))),
};

const SET_UPS: readonly SetUp[] = [
  {
    what: 'a wrong key',
    sentence: 'HOST does not accept this API key.',
    answers: faults.wrongKey(),
  },
  {
    what: 'no key where one is needed',
    sentence: 'HOST asks for an API key, and this connection has none.',
    answers: faults.wrongKey(),
    connection: () => ({ key: null }),
  },
  {
    what: 'a key without the right to this',
    sentence: 'HOST does not allow this with your key. “Project has no access.”',
    answers: json(403, { error: { message: 'Project has no access.' } }),
  },
  {
    what: 'used up credit',
    sentence: 'Your credit at HOST is used up. Top it up, or use another connection.',
    answers: faults.quotaUsedUp(),
  },
  {
    what: 'a local server that refuses extensions',
    sentence: 'HOST turns away requests from extensions. Allow extensions in the server’s settings, then try again.',
    answers: faults.originRefused(),
  },
  {
    what: 'the Responses API of a server that has none',
    sentence:
      'There is no Responses API at http://HOST/v1/responses. Choose the protocol Chat Completions, or check the base URL.',
    answers: json(404, { detail: 'Not Found' }),
    connection: () => ({ protocol: 'responses' }),
  },
  {
    what: 'a port where nobody listens',
    sentence: 'Nothing answers at 127.0.0.1:9. Is the server running?',
    connection: () => ({ base_url: NOBODY }),
  },
  {
    what: 'the wrong port of a known server',
    sentence:
      'Nothing answers at http://127.0.0.1:9, but something does at http://127.0.0.1:11434/v1. Check the base URL.',
    connection: () => ({ base_url: NOBODY, service: 'ollama' }),
    surroundings: {
      fetch: (input, init) =>
        String(input).includes(':11434') ? Promise.resolve(new Response('Ollama is running')) : fetch(input, init),
    },
  },
  {
    what: 'https where the server speaks http',
    sentence: 'Nothing answers at https://HOST, but something does at http://HOST/v1. Check the base URL.',
    connection: ({ baseUrl }) => ({ base_url: baseUrl.replace('http:', 'https:') }),
  },
  {
    what: 'a server that is there, without permission or CORS',
    sentence:
      'A server answers at HOST, but only with your permission may Sitethread read it. Save the connection once more to allow it, or switch on CORS in the server.',
    surroundings: withoutPermission,
  },
  {
    what: 'no permission, and nobody there',
    sentence:
      'Nothing seems to answer at 127.0.0.1:9, and without your permission Sitethread cannot look closer. Start the server, then save the connection once more.',
    connection: () => ({ base_url: NOBODY }),
    surroundings: withoutPermission,
  },
  {
    what: 'no network',
    sentence: 'You are offline. Your question is kept here.',
    connection: () => ({ base_url: 'https://api.test.invalid/v1' }),
    surroundings: { isOnline: () => false },
  },
  {
    what: 'an address without its /v1',
    sentence: 'There is no model API at http://HOST/chat/completions, but there is one at http://HOST/v1.',
    connection: ({ origin }) => ({ base_url: origin }),
  },
  {
    what: 'an address with no API behind it',
    sentence: 'There is no model API at http://HOST/v2/chat/completions. Check the base URL.',
    connection: ({ origin }) => ({ base_url: `${origin}/v2` }),
    base_path: '/elsewhere',
  },
  {
    what: 'a web page',
    sentence: 'HOST answered with a web page instead of a model’s answer. Check the base URL.',
    answers: faults.webPage(),
  },
  {
    what: 'a redirect',
    sentence:
      'HOST sends requests on to another address. For your key’s safety, nothing was sent there. Check the base URL.',
    answers: faults.redirect(307, NOBODY),
  },
  {
    what: 'a model the server lacks',
    sentence: 'HOST does not have the model “test-model”. It has tests-model and llama3.2:3b.',
    answers: faults.noSuchModel('test-model'),
    models: ['llama3.2:3b', 'tests-model'],
  },
  {
    what: 'a model the server lacks, and no list',
    sentence: 'HOST does not have the model “test-model”. Choose another one.',
    answers: faults.noSuchModel('test-model'),
    surroundings: {
      fetch: (input, init) =>
        String(input).endsWith('/models') ? Promise.resolve(new Response('', { status: 404 })) : fetch(input, init),
    },
  },
  {
    what: 'a local server without any model',
    sentence: 'HOST works, but has no model yet. Download one in the server, then try again.',
    answers: faults.noSuchModel('test-model'),
    models: [],
  },
  {
    what: 'a model for embeddings',
    sentence: 'The model “test-model” at HOST cannot answer questions. Choose a chat model.',
    answers: json(400, { error: { message: '"test-model" does not support chat' } }),
  },
  {
    what: 'a model larger than the computer',
    sentence: 'HOST has too little memory for the model “test-model”. Choose a smaller one.',
    answers: json(500, { error: { message: 'model requires more system memory (5.6 GiB) than is available' } }),
  },
  {
    what: 'a model that is still loading',
    sentence: 'HOST is still loading its model. Try again in a moment.',
    answers: json(503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }),
  },
  {
    what: 'no model chosen',
    sentence: 'This connection has no model yet. Choose one.',
    connection: () => ({ model: '' }),
  },
  {
    what: 'a server in trouble',
    sentence: 'The service had a problem of its own (502). “Bad Gateway”',
    answers: html(502, '<title>Bad Gateway</title>'),
  },
  {
    what: 'too many requests',
    sentence: 'The service asks for a pause: too many questions at once.',
    answers: faults.rateLimited('20'),
  },
  {
    what: 'a request the server does not understand',
    sentence: 'The service did not understand the request. “messages: too few”',
    answers: json(400, { error: { message: 'messages: too few' } }),
  },
  {
    what: 'a server that falls silent',
    sentence: 'Nothing came for 1 second, so the answer was ended.',
    answers: faults.stallBeforeHeaders(),
    surroundings: { idle: { first_byte: 1_000, between: 1_000, after_finish: 1_000 } },
  },
  {
    what: 'an answer that breaks off',
    sentence: 'The connection broke off before the answer was finished.',
    answers: faults.endAfter(['O']),
  },
];

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('Test connection', () => {
  it.each(SET_UPS)('names $what', async (setUp) => {
    const { sentence, answers = [], connection, surroundings, models = ['test-model'], base_path = '/v1' } = setUp;
    server = await startModelServer({ basePath: base_path, models });
    server.script(answers);
    const made = connectionTo(server.baseUrl, connection?.(server));
    const result = await testConnection(made, surroundingsWith(surroundings));
    if (result.status === 'ok') throw new Error('The test succeeded.');
    const { host } = new URL(server.origin);
    expect(describeError(result.error)[0]).toBe(sentence.replaceAll('HOST', host));
  });

  it('has a sentence of its own for each', () => {
    expect(new Set(SET_UPS.map(({ sentence }) => sentence.replace(/\d+/g, ''))).size).toBe(SET_UPS.length);
    expect(SET_UPS.length).toBeGreaterThanOrEqual(15);
  });
});
