import { expect, it } from 'vitest';
import { type AppError, AppFailure } from '../../lib/errors.ts';
import { APIConnectionError, APIError } from '../../lib/models/client.ts';
import { mapOpenAIError } from '../../lib/models/map-openai-error.ts';
import { connectionTo, surroundingsWith } from './talk.ts';

function mapped(
  thrown: unknown,
  more: { online?: boolean; permitted?: boolean; started?: boolean; base_url?: string } = {},
) {
  const { online = true, permitted = true, started = false, base_url = 'https://api.test/v1' } = more;
  const surroundings = surroundingsWith({ isOnline: () => online, isPermitted: async () => permitted });
  return mapOpenAIError(thrown, { ...surroundings, started, connection: connectionTo(base_url) });
}

const noAnswer = new APIConnectionError({ cause: new TypeError('Failed to fetch') });

it.each<[string, unknown, Parameters<typeof mapped>[1], AppError]>([
  ['no answer', noAnswer, {}, { kind: 'unreachable', host: 'api.test', permitted: true }],
  [
    'no answer without permission',
    noAnswer,
    { permitted: false },
    { kind: 'unreachable', host: 'api.test', permitted: false },
  ],
  ['no answer without network', noAnswer, { online: false }, { kind: 'offline' }],
  [
    'no answer from this machine without network, which it does not need',
    noAnswer,
    { online: false, base_url: 'http://localhost:11434/v1' },
    { kind: 'unreachable', host: 'localhost:11434', permitted: true },
  ],
  ['our own failure', new AppFailure({ kind: 'too-large' }), {}, { kind: 'too-large' }],
  [
    'our own failure inside the package’s',
    new APIConnectionError({ cause: new AppFailure({ kind: 'stalled', seconds: 60 }) }),
    {},
    { kind: 'stalled', seconds: 60 },
  ],
  [
    'an error inside a stream',
    new APIError(undefined, { message: 'Overloaded' }, undefined, undefined),
    { started: true },
    { kind: 'server-failed', status: 200, detail: 'Overloaded' },
  ],
  ['broken JSON at the start', new SyntaxError('Unexpected token'), {}, { kind: 'not-an-api', host: 'api.test' }],
  ['broken JSON in the middle', new SyntaxError('Unexpected token'), { started: true }, { kind: 'cut-off' }],
  [
    'a mistake of ours',
    new TypeError('x is not a function'),
    {},
    { kind: 'unexpected', detail: 'x is not a function' },
  ],
  ['a thrown text', 'oops', {}, { kind: 'unexpected', detail: 'oops' }],
])('names %s', async (_name, thrown, more, error) => {
  expect(await mapped(thrown, more)).toEqual(error);
});

it('asks for the permission of the origin, without the path', async () => {
  const asked: string[] = [];
  const isPermitted = async (origin: string) => asked.push(origin) > 0;
  const connection = connectionTo('http://127.0.0.1:1234/v1');
  await mapOpenAIError(noAnswer, { isPermitted, isOnline: () => true, started: false, connection });
  expect(asked).toEqual(['http://127.0.0.1:1234']);
});
