import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ModelServer, startModelServer } from '../support/model-server/index.ts';
import { READY_WITHIN, runCommand, startCommand } from './start-command.ts';

let server: ModelServer;

beforeAll(async () => {
  server = await startModelServer();
});

afterAll(() => server.close());

const clientOf = (baseURL: string) => new OpenAI({ baseURL, apiKey: 'any', maxRetries: 0 });

it('is ready within half a minute, says so in one line, and ends with Ctrl+C', async () => {
  const start = Date.now();
  const command = await startCommand(['--model-base-url', `${server.baseUrl}/`, '--model', 'fallback']);
  expect(Date.now() - start).toBeLessThan(READY_WITHIN);
  expect(command.line).toBe(
    `Assistants API on http://127.0.0.1:${command.port}/v1 (models from ${server.baseUrl}, fallback where none is given)`,
  );
  expect(await command.stop()).toBe(0);
  await expect(fetch(`${command.baseURL}/threads`)).rejects.toThrow('fetch failed');
});

it('begins with an empty database at each start', async () => {
  const parameters = ['--model-base-url', server.baseUrl, '--model', 'fallback'];
  const [one, two] = await Promise.all([startCommand(parameters), startCommand(parameters)]);
  try {
    const thread = await clientOf(one.baseURL).beta.threads.create();
    await expect(clientOf(one.baseURL).beta.threads.retrieve(thread.id)).resolves.toMatchObject({ id: thread.id });
    await expect(clientOf(two.baseURL).beta.threads.retrieve(thread.id)).rejects.toMatchObject({ status: 404 });
  } finally {
    await Promise.all([one.stop(), two.stop()]);
  }
});

it.each<[how: string, parameters: string[], environment: Record<string, string>, header: string | undefined]>([
  ['from the command line', ['--model-api-key', 'sk-line'], {}, 'Bearer sk-line'],
  ['from the environment', [], { MODEL_API_KEY: 'sk-environment' }, 'Bearer sk-environment'],
  ['of the client never, not even where there is none', [], {}, undefined],
])('sends the model server the key %s', async (_how, parameters, environment, header) => {
  const command = await startCommand(
    ['--model-base-url', server.baseUrl, '--model', 'fallback', ...parameters],
    environment,
  );
  try {
    const { threads } = clientOf(command.baseURL).beta;
    const run = await threads.createAndRunPoll(
      { assistant_id: 'asst_sitethread', thread: { messages: [{ role: 'user', content: 'Hello' }] } },
      { pollIntervalMs: 20 },
    );
    expect(run.status).toBe('completed');
    expect(server.requests.at(-1)?.headers['authorization']).toBe(header);
  } finally {
    await command.stop();
  }
});

describe('with wrong arguments', () => {
  const url = ['--model-base-url', 'http://127.0.0.1:9/v1'];
  const model = ['--model', 'any'];

  it.each<[name: string, parameters: string[], sentence: string]>([
    ['no model server', model, '--model-base-url is missing (see --help).'],
    ['no model', url, '--model is missing (see --help).'],
    ['an empty model', [...url, '--model', ''], '--model is missing (see --help).'],
    [
      'a model server that is no URL',
      [...model, '--model-base-url', 'http://'],
      'The value of --model-base-url is not a URL.',
    ],
    [
      'another protocol',
      [...model, '--model-base-url', 'ftp://x'],
      'The value of --model-base-url must be http or https.',
    ],
    [
      'a port that is no number',
      [...url, ...model, '--port', 'http'],
      "--port must be a whole number from 0 to 65535, not 'http'.",
    ],
    [
      'a port that is none',
      [...url, ...model, '--port', '65536'],
      "--port must be a whole number from 0 to 65535, not '65536'.",
    ],
    ['an option without its value', [...url, '--model'], "Option '--model <value>' argument missing (see --help)."],
    ['an unknown option', [...url, ...model, '--verbose'], "Unknown option '--verbose' (see --help)."],
    ['a word too many', [...url, ...model, 'serve'], "Unexpected argument 'serve' (see --help)."],
  ])('says one sentence and fails: %s', async (_name, parameters, sentence) => {
    expect(await runCommand(parameters)).toEqual({ code: 1, output: '', errors: `${sentence}\n` });
  });

  it('says that a port is in use', async () => {
    const port = new URL(server.origin).port;
    const { code, errors } = await runCommand([...url, ...model, '--port', port]);
    expect(errors).toBe(`Port ${port} is in use: give another with --port, or 0 for any free one.\n`);
    expect(code).toBe(1);
  });

  it('lists its options on request', async () => {
    const { code, output } = await runCommand(['--help']);
    expect(code).toBe(0);
    for (const option of ['--model-base-url', '--model', '--port', '--model-api-key']) expect(output).toContain(option);
  });
});
