import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StreamPart } from '../../../lib/assistants/ports.ts';
import { createChatCompletionsBackend } from '../../../lib/models/chat-completions/backend.ts';
import { waitFor } from '../../support/browser/wait-for.ts';
import { longAnswer, longLine, manyCalls } from '../../support/model-server/floods.ts';
import { answer, type ModelServer, type Script, startModelServer } from '../../support/model-server/index.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';

const TOO_LARGE = [{ type: 'error', error: { kind: 'too-large' } }];

let server: ModelServer;

beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

function ask(script: Script): Promise<StreamPart[]> {
  server.script(script);
  const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundingsWith(), { patient: true });
  return collect(backend.stream(modelRequest(), new AbortController().signal));
}

it.each<[string, Script, number]>([
  ['of fifty megabytes', longAnswer(50), 999_926],
  ['in one line of fifty megabytes', longLine(50), 13],
])('ends an answer %s, with its request, once it is too large', async (_name, script, longest) => {
  const parts = await ask(script);
  expect(endsOf(parts)).toEqual(TOO_LARGE);
  expect(textOf(parts)).toHaveLength(longest);
  await waitFor('the server to see the request closed', () => server.requests[0]?.aborted_at);
  expect(server.requests).toHaveLength(1);
});

it('keeps the words that come in one piece with too much', async () => {
  const body = new Blob(longLine(3).flatMap((step) => (step.type === 'send' ? [step.data as string] : [])));
  const inOnePiece = async () => new Response(await body.bytes(), { headers: { 'content-type': 'text/event-stream' } });
  const surroundings = surroundingsWith({ fetch: inOnePiece });
  const backend = createChatCompletionsBackend(connectionTo(server.baseUrl), surroundings);
  const parts = await collect(backend.stream(modelRequest(), new AbortController().signal));
  expect(textOf(parts)).toBe('First words. ');
  expect(endsOf(parts)).toEqual(TOO_LARGE);
});

it('ends an answer of ten thousand calls after the first thousand', async () => {
  const parts = await ask(manyCalls(10_000, 'look'));
  expect(endsOf(parts)).toEqual(TOO_LARGE);
  expect(parts.filter(({ type }) => type === 'tool-call-delta')).toHaveLength(1_000);
});

it('lets the longest answers of today pass whole', async () => {
  const words = Array.from({ length: 1_500 }, () => 'All the bees of the hive are dancing. '.repeat(10));
  const parts = await ask(answer(words));
  expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'stop' }]);
  expect(textOf(parts)).toHaveLength(570_000);
  expect(endsOf(await ask(manyCalls(1_000, 'look')))).toEqual([{ type: 'finish', reason: 'tool-calls' }]);
});
