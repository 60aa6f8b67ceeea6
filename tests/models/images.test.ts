import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelMessage } from '../../lib/assistants/ports.ts';
import { createAssistantsBackend } from '../../lib/models/assistants/backend.ts';
import { createBackends } from '../../lib/models/backends.ts';
import type { Connection } from '../../lib/models/connection.ts';
import { refusesImages } from '../../lib/models/images.ts';
import { isBlind } from '../../lib/models/learned.ts';
import { createOnDeviceBackend } from '../../lib/models/on-device/backend.ts';
import { createResponsesBackend } from '../../lib/models/responses/backend.ts';
import { createCapabilities } from '../../lib/store/capabilities.ts';
import { createConnections } from '../../lib/store/connections.ts';
import { Database } from '../../lib/store/database.ts';
import { createPanelReads } from '../../lib/store/panel-reads.ts';
import { answer, json, type ModelServer, type Script, startModelServer } from '../support/model-server/index.ts';
import { backgroundEvents } from '../support/model-server/response-events.ts';
import { eventsOf, startResponsesServer } from '../support/model-server/responses-server.ts';
import { type Asked, startAssistantsServer } from './assistants/assistants-server.ts';
import { startLying } from './assistants/lying-server.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from './talk.ts';

const PICTURE = { url: 'data:image/jpeg;base64,/9j/' };
const ASKED: ModelMessage = { role: 'user', content: 'What is it?', images: [PICTURE] };
const REFUSED = json(400, {
  error: { message: 'Invalid content type. image_url is only supported by certain models.' },
});
const never = new AbortController().signal;

describe('a refusal', () => {
  it.each([
    'Invalid content type. image_url is only supported by certain models.',
    'Failed to deserialize the JSON body into the target type: messages[1]: unknown variant `image_url`, expected `text`',
    '{"error":{"code":500,"message":"image input is not supported - hint: you may need to provide the mmproj"}}',
    'Model does not support images. Please use a model that does.',
    'At most 0 image(s) may be provided in one request.',
    'llama3 is not a multimodal model',
    'No endpoints found that support image input',
    'Image input is not enabled for this model',
    "'messages.1.content' : value must be a string",
    "Unsupported content type: 'input_image'.",
    'this model is missing data required for image input',
    'Image inputs are not supported by this model.',
    'This model cannot process images.',
  ])('says that a model cannot see: %s', (said) => {
    expect(refusesImages(said)).toBe(true);
  });

  it.each([
    'You uploaded an unsupported image. Please make sure your image is of a supported format.',
    'The image is too large: at most 5 MB are supported.',
    'Error while downloading https://a.test/cat.png.',
    'Image URLs are not supported, send base64.',
    "Unsupported value: 'temperature' does not support 0.2 with this model.",
    'This model does not support tools.',
    'Your account has no access to this model.',
  ])('is about something else: %s', (said) => {
    expect(refusesImages(said)).toBe(false);
  });
});

describe('a question with an image', () => {
  let server: ModelServer;
  let db: Database;

  beforeEach(async () => {
    server = await startModelServer();
    db = new Database(`images-${crypto.randomUUID()}`);
    await createConnections(db).save(connection());
  });
  afterEach(async () => {
    await server.close();
    db.close();
  });

  const connection = (): Connection => ({
    id: 'conn_1',
    name: 'Test',
    service: 'custom',
    base_url: server.baseUrl,
    protocol: 'chat-completions',
    model: 'test-model',
    key_hint: null,
    created_at: 1,
  });

  /** A worker that has just started. */
  async function ask(messages: readonly ModelMessage[], ...scripts: readonly Script[]) {
    if (scripts.length > 0) server.script(...scripts);
    const backends = createBackends({
      connections: createConnections(db),
      keyFor: async () => null,
      onDevice: createOnDeviceBackend({ nothingFound: 'Nothing.' }),
      surroundings: surroundingsWith(),
      capabilities: createCapabilities(db),
    });
    const { backend } = await backends.open('conn_1', 'test-model');
    return collect(backend.stream(modelRequest({ messages }), never));
  }

  /** For each request, whether it held an image. */
  const shown = () => server.requests.map(({ text }) => text.includes('image_url'));
  const isKnownBlind = async () => isBlind(connection(), await db.capabilities.get('conn_1/test-model'));

  it('is answered without it by a model that cannot see, which is told and kept', async () => {
    const parts = await ask([ASKED], REFUSED, answer('Words.'));
    expect(parts[0]).toEqual({ type: 'images-left-out' });
    expect(textOf(parts)).toBe('Words.');
    expect(server.requests.at(-1)?.text).toContain('What is it?\\n[An image that you cannot see.]');
    expect((await ask([ASKED]))[0]).toEqual({ type: 'images-left-out' });
    expect(shown()).toEqual([true, false, false]);
    expect(await isKnownBlind()).toBe(true);
  });

  it.each([404, 500])('is answered without it where that is told as %i', async (status) => {
    const said = json(status, { error: { message: 'No endpoints found that support image input' } });
    expect(textOf(await ask([ASKED], said, answer('Words.')))).toBe('Words.');
    expect(await isKnownBlind()).toBe(true);
  });

  it.each([
    ['whose size is refused', json(413, { error: { message: 'Request entity too large' } })],
    ['that is refused in words of the server’s own', json(400, { error: { message: 'Bad parts.' } })],
  ])('%s is answered without it this once', async (_what, refusal) => {
    const parts = await ask([ASKED], refusal, answer('Words.'));
    expect(parts[0]).toEqual({ type: 'images-left-out' });
    expect(textOf(parts)).toBe('Words.');
    expect(await isKnownBlind()).toBe(false);
    expect((await ask([ASKED], answer('Seen.')))[0]).toEqual({ type: 'text-delta', delta: 'Seen.' });
    expect(shown()).toEqual([true, false, true]);
  });

  it('fails with the server’s words where leaving it out does not help', async () => {
    const parts = await ask([ASKED], json(400, { error: { message: 'Bad parts.' } }));
    expect(endsOf(parts)).toEqual([{ type: 'error', error: { kind: 'request-refused', detail: 'Bad parts.' } }]);
    expect(server.requests).toHaveLength(2);
    expect(await isKnownBlind()).toBe(false);
  });

  it('is not told of again with the questions behind it', async () => {
    await ask([ASKED], REFUSED, answer('Words.'));
    const later = await ask([ASKED, { role: 'assistant', content: 'Words.' }, { role: 'user', content: 'And?' }]);
    expect(later.map(({ type }) => type)).not.toContain('images-left-out');
    expect(server.requests.at(-1)?.text).toContain('[An image that you cannot see.]');
  });

  it('lets the panel know the default connection’s model at once, and another address not', async () => {
    const rows: unknown[] = [];
    const stop = createPanelReads(db).answering({ site: null, thread_id: null })(({ learned }) =>
      rows.push(learned?.omit),
    );
    await ask([ASKED], REFUSED, answer('Words.'));
    await expect.poll(() => rows.at(-1)).toEqual(['images']);
    stop();
    const learned = await db.capabilities.get('conn_1/test-model');
    expect(isBlind({ ...connection(), base_url: 'https://elsewhere.test/v1' }, learned)).toBe(false);
  });
});

it('a server of the Responses API that refuses images is asked in words', async () => {
  const server = await startResponsesServer();
  const refusal = json(400, { error: { message: 'Image inputs are not supported by this model.', param: 'input' } });
  server.script(refusal, eventsOf(backgroundEvents({ pieces: ['Words.'] }).map((one) => JSON.stringify(one))));
  const backend = createResponsesBackend(connectionTo(server.baseUrl), surroundingsWith());
  const parts = await collect(backend.stream(modelRequest({ messages: [ASKED] }), never));
  expect(parts[0]).toEqual({ type: 'images-left-out' });
  expect(textOf(parts)).toBe('Words.');
  expect(server.requests.map(({ text }) => text.includes('input_image'))).toEqual([true, false]);
  await server.close();
});

it('a server of the Assistants API that refuses images is given a thread in words', async () => {
  const threads: string[] = [];
  const instead = ({ path, body }: Asked) => {
    if (path.endsWith('/threads')) threads.push(JSON.stringify(body));
    if (!JSON.stringify(body ?? null).includes('image_url')) return null;
    return Response.json({ error: { message: 'Expected a valid URL.' } }, { status: 400 });
  };
  const done = { status: 'completed', usage: { prompt_tokens: 9, completion_tokens: 2 } };
  const server = await startAssistantsServer(startLying({ states: [done], instead }).handler);
  const backend = createAssistantsBackend(connectionTo(server.baseUrl), surroundingsWith());
  const parts = await collect(backend.stream(modelRequest({ messages: [ASKED] }), never));
  expect(parts).toContainEqual({ type: 'images-left-out' });
  expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'stop' }]);
  expect(threads.map((thread) => thread.includes('image_url'))).toEqual([true, false]);
  await server.close();
});
