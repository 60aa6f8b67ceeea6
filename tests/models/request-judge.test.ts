import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { json } from '../support/model-server/index.ts';
import { type ResponsesServer, startResponsesServer } from '../support/model-server/responses-server.ts';
import { type AssistantsServer, startAssistantsServer } from './assistants/assistants-server.ts';

/** The servers that the backends of the Responses API and of the Assistants API are tested with refuse what is not as published. */

let responses: ResponsesServer;
let assistants: AssistantsServer;

beforeEach(async () => {
  responses = await startResponsesServer();
  responses.script(json(200, {}));
  assistants = await startAssistantsServer(() => Response.json({}));
});
afterEach(async () => {
  await responses.close();
  await assistants.close();
});

type Headers = Readonly<Record<string, string | null>>;

const HEADERS: Headers = {
  authorization: 'Bearer sk-test',
  'content-type': 'application/json',
  'openai-beta': 'assistants=v2',
};

/** `headers` go over those that are right; null leaves one out. */
async function send(method: string, path: string, body?: unknown, headers: Headers = {}) {
  const server = path.startsWith('/responses') || path === '/respond' ? responses : assistants;
  const named = Object.entries({ ...HEADERS, ...headers }).filter(
    (one): one is [string, string] => one[1] !== null && (body !== undefined || one[0] !== 'content-type'),
  );
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const { status } = await fetch(`${server.baseUrl}${path}`, {
    method,
    headers: Object.fromEntries(named),
    ...(text === undefined ? {} : { body: text }),
  });
  return { status, wrong: server.judge.forgive().join('\n') };
}

type Case = [what: string, method: string, path: string, body?: unknown, headers?: Headers];
type Wrong = [what: string, said: string, ...(Case extends readonly [string, ...infer Rest] ? Rest : never)];

const ASKED = { model: 'm', input: 'Hello', store: false, stream: true };
const RUN = { assistant_id: 'asst_1', stream: true };
const RUNS = '/threads/thread_1/runs';

describe('passes', () => {
  it.each<Case>([
    ['a question', 'POST', '/responses', ASKED],
    [
      'words and a picture',
      'POST',
      '/responses',
      {
        ...ASKED,
        input: [
          {
            role: 'user',
            content: [
              { type: 'input_text', text: 'See' },
              { type: 'input_image', image_url: 'data:image/png;base64,AA==', detail: 'auto' },
            ],
          },
        ],
      },
    ],
    ['the rest of an answer', 'GET', '/responses/resp_1?stream=true&starting_after=12'],
    ['a list in the query', 'GET', '/responses/resp_1?include[]=reasoning.encrypted_content'],
    ['a cancellation', 'POST', '/responses/resp_1/cancel'],
    ['a run', 'POST', RUNS, RUN],
    ['a thread without a body', 'POST', '/threads'],
    ['a page of a list', 'GET', '/threads/thread_1/messages?limit=100&order=asc&run_id=run_1'],
    ['the models', 'GET', '/models', undefined, { 'openai-beta': null }],
    ['a file', 'POST', '/files', 'whatever', { 'content-type': 'multipart/form-data; boundary=x' }],
  ])('%s', async (_what, method, path, body, headers) => {
    expect((await send(method, path, body, headers)).wrong).toBe('');
  });
});

describe('refuses', () => {
  it.each<Wrong>([
    ['a path that is not published', 'no such path', 'POST', '/respond', ASKED],
    ['a path with a segment too many', 'no such path', 'GET', '/responses/resp_1/output/1'],
    ['a method that is not published here', 'only POST', 'PUT', '/responses', ASKED],
    ['a method that a list does not have', 'only GET, POST', 'DELETE', RUNS],
    ['an id that is empty', 'is no response_id', 'GET', '/responses/'],
    ['an id that nobody has set', 'is no run_id', 'GET', `${RUNS}/undefined`],
    ['an unknown name in the query', "unknown 'since'", 'GET', '/responses/resp_1?since=3'],
    [
      'a number that is none in the query',
      'starting_after must be integer',
      'GET',
      '/responses/resp_1?starting_after=x',
    ],
    ['a boolean that is none in the query', 'stream must be boolean', 'GET', '/responses/resp_1?stream=yes'],
    ['an order that there is not', 'order must be equal', 'GET', '/threads/thread_1/messages?order=newest'],
    ['a name twice in the query', '2 times', 'GET', '/threads/thread_1/messages?limit=1&limit=2'],
    ['an unknown word in a list of the query', 'include must be equal', 'GET', '/responses/resp_1?include=everything'],
    ['no key', 'no bearer token', 'POST', '/responses', ASKED, { authorization: null }],
    ['a key without its scheme', 'no bearer token', 'POST', RUNS, RUN, { authorization: 'sk-test' }],
    ['no version of the beta', 'OpenAI-Beta', 'POST', RUNS, RUN, { 'openai-beta': null }],
    ['the first version of the beta', 'OpenAI-Beta', 'POST', RUNS, RUN, { 'openai-beta': 'assistants=v1' }],
    ['JSON under another name', "called 'text/plain'", 'POST', '/responses', ASKED, { 'content-type': 'text/plain' }],
    ['a file that is no form', "called 'application/json'", 'POST', '/files', { purpose: 'assistants' }],
    ['half a body', 'no JSON', 'POST', '/responses', '{"model":'],
    ['no body', 'body is missing', 'POST', RUNS],
    ['a body where there is none', 'none is published', 'POST', '/responses/resp_1/cancel', { reason: 'enough' }],
    ['a field of another API', "'max_tokens'", 'POST', '/responses', { ...ASKED, max_tokens: 9 }],
    ['a field of nobody', 'additionalProperty', 'POST', RUNS, { ...RUN, patience: 3 }],
    [
      'a field of the wrong type',
      '/temperature must be number',
      'POST',
      '/responses',
      { ...ASKED, temperature: 'hot' },
    ],
    ['a number below its minimum', 'must be >= 16', 'POST', '/responses', { ...ASKED, max_output_tokens: 3 }],
    ['an unknown role', '/input', 'POST', '/responses', { ...ASKED, input: [{ role: 'robot', content: 'x' }] }],
    [
      'a function without parameters',
      '/tools/0',
      'POST',
      '/responses',
      { ...ASKED, tools: [{ type: 'function', name: 'f' }] },
    ],
    ['a run of no assistant', "'assistant_id'", 'POST', RUNS, { stream: true }],
    ['outputs under another name', "'tool_outputs'", 'POST', `${RUNS}/run_1/submit_tool_outputs`, { outputs: [] }],
  ])('%s', async (_what, said, method, path, body, headers) => {
    const { status, wrong } = await send(method, path, body, headers);
    expect(status).toBe(400);
    expect(wrong).toContain(said);
  });
});

it('fails whoever closes a server that was asked something wrong', async () => {
  await fetch(`${responses.baseUrl}/responses/resp_1`);
  await expect(responses.close()).rejects.toThrow('GET /responses/resp_1: no bearer token authorizes it');
  responses = await startResponsesServer();
});
