import { expect, it } from 'vitest';
import { refusalError } from '../../../lib/models/failures/refusal-error.ts';
import { ServerRefusal } from '../../../lib/models/server-refusal.ts';
import { connectionTo } from '../talk.ts';

type Row = [says: string, status: number, body: unknown, expected: object];

function named(
  status: number,
  body: unknown,
  base_url = 'https://api.test/v1',
  key: string | null = 'sk-test-0123456789',
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const url = `${base_url}/chat/completions`;
  const refusal = new ServerRefusal({ status, headers: new Headers(), url, body: text });
  return refusalError(refusal, connectionTo(base_url, { key }), 0);
}

const error = (message: string, more = {}) => ({ error: { message, ...more } });

it.each<Row>([
  ['a wrong key', 401, error('Incorrect API key provided: sk-1.'), { kind: 'key-refused', host: 'api.test' }],
  [
    'a wrong key, as Gemini does',
    400,
    [error('API key not valid. Please pass a valid API key.')],
    { kind: 'key-refused' },
  ],
  ['a wrong key, as xAI does', 400, { error: 'Incorrect API key provided' }, { kind: 'key-refused' }],
  ['no use from browsers', 401, error('CORS requests are not allowed for this Organization'), { kind: 'forbidden' }],
  ['not for you', 403, error('Country not supported'), { kind: 'forbidden', detail: 'Country not supported' }],
  ['an empty 403 far away', 403, '', { kind: 'forbidden', detail: '' }],
  ['no money left', 402, error('Insufficient credits'), { kind: 'quota-used-up', host: 'api.test' }],
  [
    'no money left, as OpenAI does',
    429,
    error('You exceeded', { code: 'insufficient_quota' }),
    { kind: 'quota-used-up' },
  ],
  ['no money left, as DeepSeek does', 402, error('Insufficient Balance'), { kind: 'quota-used-up' }],
  ['no money left, as Anthropic does', 400, error('Your credit balance is too low'), { kind: 'quota-used-up' }],
  ['slow down', 429, error('Rate limit reached'), { kind: 'rate-limited', retry_after: null }],
  [
    'slow down, as Gemini does',
    429,
    [error('You exceeded your current quota', { status: 'RESOURCE_EXHAUSTED' })],
    { kind: 'rate-limited' },
  ],
  [
    'an unknown model, as OpenAI does',
    404,
    error('The model `x` does not exist or you do not have access to it.', { code: 'model_not_found' }),
    { kind: 'model-missing', model: 'test-model' },
  ],
  [
    'an unknown model, as Ollama does',
    404,
    error('model "x" not found, try pulling it first'),
    { kind: 'model-missing' },
  ],
  [
    'an unknown model, as Anthropic does',
    404,
    error('model: x', { type: 'not_found_error' }),
    { kind: 'model-missing' },
  ],
  [
    'an unknown model, as Gemini does',
    404,
    [error('models/x is not found for API version v1main')],
    { kind: 'model-missing' },
  ],
  [
    'an unknown model, as Mistral does',
    400,
    { message: 'Invalid model: x', type: 'invalid_model', code: '1500' },
    { kind: 'model-missing' },
  ],
  ['an unknown model, as DeepSeek does', 400, error('Model Not Exist'), { kind: 'model-missing' }],
  [
    'an unknown model, as OpenRouter does',
    400,
    error('x is not a valid model ID', { code: 400 }),
    { kind: 'model-missing' },
  ],
  ['a model without providers', 404, error('No endpoints found for x.', { code: 404 }), { kind: 'model-missing' }],
  [
    'a retired model',
    400,
    error('The model has been decommissioned', { code: 'model_decommissioned' }),
    { kind: 'model-missing' },
  ],
  [
    'an unknown deployment',
    404,
    error('The API deployment for this resource does not exist.', { code: 'DeploymentNotFound' }),
    { kind: 'model-missing' },
  ],
  [
    'an unknown path',
    404,
    '404 page not found',
    { kind: 'wrong-address', url: 'https://api.test/v1/chat/completions' },
  ],
  ['an unknown path as a page', 404, '<html><title>Model shop</title>', { kind: 'wrong-address' }],
  ['a path that takes no POST', 405, { detail: 'Method Not Allowed' }, { kind: 'wrong-address' }],
  [
    'an unknown path, as LM Studio does',
    200,
    { error: 'Unexpected endpoint or method. (POST /chat/completions)' },
    { kind: 'wrong-address' },
  ],
  [
    'too long, as OpenAI does',
    400,
    error("This model's maximum context length is 8192 tokens.", { code: 'context_length_exceeded' }),
    { kind: 'too-long' },
  ],
  [
    'too long, as llama.cpp does',
    400,
    error('the request exceeds the available context size', { type: 'exceed_context_size_error' }),
    { kind: 'too-long' },
  ],
  [
    'too long, as Anthropic does',
    400,
    error('prompt is too long: 210000 tokens > 200000 maximum'),
    { kind: 'too-long' },
  ],
  ['too long for the gateway', 413, '', { kind: 'too-long' }],
  ['too long, in a stream', 200, { error: 'Context length exceeded' }, { kind: 'too-long' }],
  ['no tools', 400, error('x does not support tools'), { kind: 'request-refused', detail: 'x does not support tools' }],
  [
    'a bad field',
    422,
    { detail: [{ loc: ['body', 'store'], msg: 'Extra inputs' }] },
    { kind: 'request-refused', detail: 'store: Extra inputs' },
  ],
  ['a bad request, in a stream', 200, error('Bad', { type: 'invalid_request_error' }), { kind: 'request-refused' }],
  ['still loading', 503, error('Loading model', { code: 503 }), { kind: 'model-loading', host: 'api.test' }],
  ['still loading, as hubs do', 503, { error: 'Model small is currently loading' }, { kind: 'model-loading' }],
  ['overload, which is no loading', 503, error('The model is overloaded.'), { kind: 'server-failed', status: 503 }],
  [
    'a model for embeddings',
    400,
    error('"embedder" does not support chat'),
    { kind: 'not-a-chat-model', model: 'test-model', host: 'api.test' },
  ],
  [
    'a model for embeddings, as OpenAI does',
    404,
    error('This is not a chat model and thus not supported in the v1/chat/completions endpoint.'),
    { kind: 'not-a-chat-model' },
  ],
  ['trouble with memory far away', 500, error('CUDA out of memory'), { kind: 'server-failed' }],
  [
    'a failure behind a gateway',
    502,
    '<html><title>502 Bad Gateway</title>',
    { kind: 'server-failed', detail: '502 Bad Gateway' },
  ],
  [
    'a failure with a status of its own, in a stream',
    200,
    error('Down', { code: 502 }),
    { kind: 'server-failed', status: 502 },
  ],
  [
    'a failure without one, in a stream',
    200,
    { error: 'Down' },
    { kind: 'server-failed', status: 200, detail: 'Down' },
  ],
])('names %s', (_says, status, body, expected) => {
  expect(named(status, body)).toMatchObject(expected);
});

it.each([
  'http://127.0.0.1:11434/v1',
  'http://localhost:11434/v1',
  'http://192.168.1.7:11434/v1',
  'http://nas.local/v1',
])('takes an empty 403 from %s for a server that does not like extensions', (base_url) => {
  expect(named(403, ' \n', base_url)).toEqual({ kind: 'origin-refused', host: new URL(base_url).host });
});

it('tells a missing key from a wrong one', () => {
  expect(named(401, error('You need a key'), 'https://api.test/v1', null)).toEqual({
    kind: 'key-missing',
    host: 'api.test',
  });
});

it('knows a model that is too large for this computer', () => {
  const said = error('model requires more system memory (5.6 GiB) than is available (3.1 GiB)');
  expect(named(500, said, 'http://127.0.0.1:11434/v1')).toEqual({
    kind: 'model-too-large',
    model: 'test-model',
    host: '127.0.0.1:11434',
  });
});
