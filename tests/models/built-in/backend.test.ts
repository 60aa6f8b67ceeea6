import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBuiltInBackend } from '../../../lib/models/built-in/backend.ts';
import { NO_MODELS } from '../../../lib/models/built-in/interface.ts';
import { collect, endsOf, modelRequest, textOf } from '../talk.ts';
import { browserWith, type Script } from './browser-model.ts';

const unhurried = new AbortController().signal;

async function answer(script: Script, request = modelRequest()) {
  const browser = browserWith(script);
  const parts = await collect(createBuiltInBackend(browser.models).stream(request, unhurried));
  return { parts, ends: endsOf(parts), text: textOf(parts), log: browser.log };
}

const talk = modelRequest({
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'A page.' },
    { role: 'user', content: 'Who?' },
    { role: 'assistant', content: 'Ada.' },
    { role: 'system', content: 'Cite.' },
    { role: 'user', content: 'When was that?' },
  ],
});

describe.each(['today', 'earlier'] as const)('the built-in model of a browser of %s', (generation) => {
  it('is given the instructions first, then the talk, then the newest question', async () => {
    const { log, text, ends } = await answer({ generation, chunks: ['In ', '1843.'] }, talk);
    expect(log.created[0]?.initialPrompts).toEqual([
      { role: 'system', content: 'Be brief.\n\nCite.' },
      { role: 'user', content: 'A page.' },
      { role: 'user', content: 'Who?' },
      { role: 'assistant', content: 'Ada.' },
    ]);
    expect(log.prompted).toEqual([{ input: 'When was that?' }]);
    expect(text).toBe('In 1843.');
    expect(ends).toEqual([{ type: 'finish', reason: 'stop' }]);
  });

  it('counts the whole prompt and the answer', async () => {
    const { parts } = await answer({ generation, chunks: ['In ', '1843.'] }, talk);
    expect(parts.find(({ type }) => type === 'usage')).toEqual({
      type: 'usage',
      usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
    });
  });

  it('destroys its session when the answer is there, and when it fails', async () => {
    expect((await answer({ generation, chunks: ['Yes'] })).log.destroyed).toBe(1);
    const ends = new DOMException('gone', 'UnknownError');
    expect((await answer({ generation, chunks: ['Yes'], ends })).log.destroyed).toBe(1);
  });

  it('says that a prompt is too long instead of letting the model forget the page', async () => {
    const { ends, log } = await answer({ generation, window: 9, chunks: ['In 1843.'] }, talk);
    expect(ends).toEqual([{ type: 'error', error: { kind: 'too-long', detail: '10 > 9' } }]);
    expect(log.prompted).toEqual([]);
    expect(log.destroyed).toBe(1);
  });

  it('says that a talk is too long which the session does not even hold', async () => {
    const { ends } = await answer({ generation, window: 4 }, talk);
    expect(ends).toMatchObject([{ error: { kind: 'too-long' } }]);
  });

  it.each([
    ['downloadable', { kind: 'model-not-downloaded', downloading: false }],
    ['downloading', { kind: 'model-not-downloaded', downloading: true }],
    ['unavailable', { kind: 'built-in-unavailable' }],
  ] as const)('makes no session and downloads nothing while it is %s', async (availability, error) => {
    const { parts, log } = await answer({ generation, availability });
    expect(parts).toEqual([{ type: 'error', error }]);
    expect(log).toMatchObject({ created: [], downloads: 0 });
  });

  it('gives the same text for any chunks, whether they repeat what came before or not', async () => {
    // Its first two words differ, or nobody could tell the one from the other.
    const words = fc.array(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(words, fc.boolean(), async (chunks, wishes) => {
        const repeats = wishes && generation === 'earlier';
        const isAmbiguous = generation === 'earlier' && !repeats && chunks[1]?.startsWith(chunks[0] ?? '');
        fc.pre(!isAmbiguous);
        expect((await answer({ generation, chunks, repeats })).text).toBe(chunks.join(''));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the built-in model', () => {
  it('is missing in a browser without one', async () => {
    const parts = await collect(createBuiltInBackend(NO_MODELS).stream(modelRequest(), unhurried));
    expect(parts).toEqual([{ type: 'error', error: { kind: 'built-in-unavailable' } }]);
  });

  it('ends silently and destroys its session when nobody wants the answer any more', async () => {
    const { models, log } = browserWith({ chunks: ['One ', 'two '], ends: 'silence' });
    const stop = new AbortController();
    const parts = [];
    for await (const part of createBuiltInBackend(models).stream(modelRequest(), stop.signal)) {
      parts.push(part);
      if (parts.length === 2) setTimeout(() => stop.abort());
    }
    expect(parts.map(({ type }) => type)).toEqual(['text-delta', 'text-delta']);
    expect(log.destroyed).toBe(1);
  });

  it('asks nothing when it is stopped before it began', async () => {
    const { models, log } = browserWith();
    expect(await collect(createBuiltInBackend(models).stream(modelRequest(), AbortSignal.abort()))).toEqual([]);
    expect(log.created).toEqual([]);
  });

  it('destroys its session when whoever listens leaves', async () => {
    const { models, log } = browserWith({ chunks: ['One ', 'two'], ends: 'silence' });
    for await (const _ of createBuiltInBackend(models).stream(modelRequest(), unhurried)) break;
    expect(log.destroyed).toBe(1);
  });

  it('does not wait for a model that has fallen silent', async () => {
    const { models, log } = browserWith({ chunks: ['One'], ends: 'silence' });
    const backend = createBuiltInBackend(models, { first_byte: 1_000, between: 30, after_finish: 30 });
    const parts = await collect(backend.stream(modelRequest(), unhurried));
    expect(endsOf(parts)).toEqual([{ type: 'error', error: { kind: 'stalled', seconds: 0 } }]);
    expect(log.destroyed).toBe(1);
  });

  it('answers a run with tools without them', async () => {
    const request = modelRequest({
      tools: [{ type: 'function', function: { name: 'look', parameters: {} } }],
      tool_choice: 'required',
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'Rain' },
      ],
    });
    const { log, ends } = await answer({ chunks: ['It rains.'] }, request);
    expect(log.created[0]).not.toHaveProperty('tools');
    expect(log.created[0]?.initialPrompts).toEqual([{ role: 'user', content: 'Weather?' }]);
    expect(log.prompted[0]?.input).toContain('Rain');
    expect(ends).toEqual([{ type: 'finish', reason: 'stop' }]);
  });

  it('is told of images that it cannot see', async () => {
    const images = [{ url: 'data:image/png;base64,AA==' }];
    const request = modelRequest({ messages: [{ role: 'user', content: 'What is it?', images }] });
    const { log } = await answer({ chunks: ['?'] }, request);
    expect(log.prompted[0]?.input).toBe('What is it?\n[An image that you cannot see.]');
  });

  it('is held to a JSON schema', async () => {
    const schema = { type: 'object', properties: { year: { type: 'integer' } } };
    const json = modelRequest({ response_format: { type: 'json_schema', json_schema: { name: 'year', schema } } });
    expect((await answer({ chunks: ['{}'] }, json)).log.prompted[0]?.responseConstraint).toEqual(schema);
    const any = modelRequest({ response_format: { type: 'json_object' } });
    expect((await answer({ chunks: ['{}'] }, any)).log.prompted[0]?.responseConstraint).toEqual({ type: 'object' });
    const text = modelRequest({ response_format: { type: 'text' } });
    expect((await answer({ chunks: ['x'] }, text)).log.prompted[0]).not.toHaveProperty('responseConstraint');
  });

  it('is given a temperature only together with the other sampling value', async () => {
    expect((await answer({ chunks: ['x'] }, modelRequest({ temperature: 0.2 }))).log.created[0]).toMatchObject({
      temperature: 0.2,
      topK: 3,
    });
    expect((await answer({ chunks: ['x'] })).log.created[0]).not.toHaveProperty('topK');
  });

  it('stops where the run’s budget ends', async () => {
    const chunks = Array.from({ length: 50 }, () => 'many words ');
    const { ends, text, log } = await answer({ chunks }, modelRequest({ max_completion_tokens: 8 }));
    expect(ends).toEqual([{ type: 'finish', reason: 'length' }]);
    expect(text.length).toBeLessThan(100);
    expect(log.destroyed).toBe(1);
  });

  it('speaks the user’s language where the browser vouches for it, and English where it does not', async () => {
    const named = ({ log }: Awaited<ReturnType<typeof answer>>) => log.created[0]?.expectedOutputs?.[0]?.languages;
    expect(named(await answer({ language: 'ja', languages: ['en', 'ja'], chunks: ['x'] }))).toEqual(['ja', 'en']);
    expect(named(await answer({ language: 'fi', languages: ['en'], chunks: ['x'] }))).toEqual(['en']);
    expect(named(await answer({ language: 'fi', languages: [], chunks: ['x'] }))).toBeUndefined();
  });

  it.each([
    [
      'NotSupportedError',
      'The model attempted to output text in an untested language',
      { kind: 'language-not-supported' },
    ],
    ['NotSupportedError', 'Response json schema is invalid', { kind: 'request-refused' }],
    ['QuotaExceededError', 'The input is too large.', { kind: 'too-long' }],
    ['InvalidStateError', 'The session has been destroyed.', { kind: 'unexpected' }],
  ])('says what a %s before the first word means (%s)', async (name, message, error) => {
    const { ends } = await answer({ ends: new DOMException(message, name) });
    expect(ends).toMatchObject([{ type: 'error', error }]);
  });

  it('tells an answer that broke off from one that was never given', async () => {
    const ends = new DOMException('Other generic failures occurred.', 'UnknownError');
    expect((await answer({ chunks: ['Half'], ends })).ends).toEqual([{ type: 'error', error: { kind: 'cut-off' } }]);
    expect((await answer({ chunks: [] })).ends).toEqual([{ type: 'error', error: { kind: 'empty-answer' } }]);
  });

  it('tells an answer that the browser holds back', async () => {
    const ends = new DOMException('The execution yielded an unsafe response.', 'NotReadableError');
    expect((await answer({ chunks: ['Half'], ends })).ends).toEqual([{ type: 'finish', reason: 'content-filter' }]);
  });

  it('says that the model cannot run when the browser makes no session after all', async () => {
    const refuses = new DOMException('The service is not running.', 'NotSupportedError');
    expect((await answer({ refuses })).ends).toEqual([{ type: 'error', error: { kind: 'built-in-unavailable' } }]);
  });
});
