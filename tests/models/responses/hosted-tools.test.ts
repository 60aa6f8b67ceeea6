import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelMessage, ModelRequest, StreamPart } from '../../../lib/assistants/ports.ts';
import type { HostedTools } from '../../../lib/models/connection.ts';
import { createResponsesBackend } from '../../../lib/models/responses/backend.ts';
import { learn, NEW_DIALECT } from '../../../lib/models/responses/dialect.ts';
import { offersOf } from '../../../lib/models/responses/hosted-tools.ts';
import { toRequest } from '../../../lib/models/responses/wire.ts';
import { json, type Script } from '../../support/model-server/index.ts';
import { eventsOf, type ResponsesServer, startResponsesServer } from '../../support/model-server/responses-server.ts';
import { collect, connectionTo, endsOf, modelRequest, surroundingsWith, textOf } from '../talk.ts';
import {
  CODE,
  cites,
  eventsWith,
  FILES,
  functionCall,
  linesWith,
  type Output,
  reasoning,
  WEB,
} from './hosted-events.ts';
import { wrongInCreate, wrongInEvent } from './published.ts';

let server: ResponsesServer;

beforeEach(async () => {
  server = await startResponsesServer();
});
afterEach(async () => {
  for (const { body } of server.requests) expect(wrongInCreate(body)).toEqual([]);
  await server.close();
});

const ALL: HostedTools = { web_search: true, code_interpreter: true, vector_store_ids: ['vs_1'] };
const FIND = { type: 'function', function: { name: 'find' } } as const;
const INCLUDES = ['web_search_call.action.sources', 'code_interpreter_call.outputs', 'file_search_call.results'];

function backendOf(hosted_tools: HostedTools | undefined = ALL) {
  const connection = connectionTo(server.baseUrl, hosted_tools === undefined ? {} : { hosted_tools });
  return createResponsesBackend(connection, surroundingsWith());
}

function ask(scripts: readonly Script[], request: Partial<ModelRequest> = {}, backend = backendOf()) {
  server.script(...scripts);
  return collect(backend.stream(modelRequest(request), new AbortController().signal));
}

const answered = (outputs: readonly Output[], options = {}) => ask([eventsOf(linesWith(outputs, options))]);
const said = (...pieces: string[]) => ({ pieces });
const bodies = () => server.requests.map(({ body }) => Object(body));
const typesOf = (body: { tools?: { type: string }[] }) => (body.tools ?? []).map(({ type }) => type);

/** The answer as the engine gets it, text that follows text in one. */
function told(parts: readonly StreamPart[]): unknown[] {
  const all: unknown[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.type === 'text-delta')
      typeof last === 'string' ? all.splice(-1, 1, last + part.delta) : all.push(part.delta);
    if (part.type === 'hosted-call') all.push({ call: part.call.id });
  }
  return all;
}

const annotationsOf = (parts: readonly StreamPart[]) =>
  parts.flatMap((part) => (part.type === 'annotation' ? [part.annotation] : []));

describe('a request', () => {
  it('offers the tools that are on, after the functions, and asks for what they found', async () => {
    await ask([eventsOf(linesWith([said('Fine.')]))], { tools: [FIND] });
    const [body] = bodies();
    expect(typesOf(body)).toEqual(['function', 'web_search', 'code_interpreter', 'file_search']);
    expect(body.tools.slice(2)).toEqual([
      { type: 'code_interpreter', container: { type: 'auto' } },
      { type: 'file_search', vector_store_ids: ['vs_1'] },
    ]);
    expect(body.include).toEqual(INCLUDES);
  });

  it('offers none unless the user has switched it on, also to an assistant that interprets code', async () => {
    await ask([eventsOf(linesWith([said('Fine.')]))], { hosted_tools: ['code_interpreter'] }, backendOf({}));
    expect(bodies()[0]).not.toHaveProperty('tools');
    expect(bodies()[0]).not.toHaveProperty('include');
  });

  it("offers an assistant's code interpreter to OpenAI's own service, and nowhere else", () => {
    const interprets = modelRequest({ hosted_tools: ['code_interpreter'] });
    const hosted = (base_url: string, request = interprets) => offersOf(connectionTo(base_url), request).hosted;
    expect(hosted('https://api.openai.com/v1')).toEqual({ code_interpreter: true });
    expect(hosted('https://api.openai.com/v1', modelRequest())).toEqual({});
    expect(hosted('https://api.openai.com.evil.example/v1')).toEqual({});
  });

  it('offers no search of the web in JSON mode, which servers refuse', async () => {
    await ask([eventsOf(linesWith([said('{}')]))], { response_format: { type: 'json_object' } });
    expect(typesOf(bodies()[0])).toEqual(['code_interpreter', 'file_search']);
  });
});

function refuses(message: string, param: string | null = null) {
  return json(400, { error: { message, type: 'invalid_request_error', param, code: null } });
}

describe('what a server refuses of its tools', () => {
  const FINE = eventsOf(linesWith([said('Fine.')]));
  const SUPPORTED = "Supported values are: 'function', 'file_search', 'web_search_preview', and 'code_interpreter'.";

  it.each<[string, Script, string[]]>([
    [
      'an unknown tool by its place',
      refuses(`Invalid value: 'web_search'. ${SUPPORTED}`, 'tools[0]'),
      ['web_search_preview', 'code_interpreter', 'file_search'],
    ],
    [
      'an unknown tool by its name alone',
      refuses(`Invalid value: 'web_search'. ${SUPPORTED}`),
      ['web_search_preview', 'code_interpreter', 'file_search'],
    ],
    [
      'a tool that the model does not have',
      refuses("Hosted tool 'code_interpreter' is not supported with test-model.", 'tools'),
      ['web_search', 'file_search'],
    ],
    [
      'a place in the words of a validator',
      json(422, { detail: [{ loc: ['body', 'tools', 1, 'type'], msg: "Input should be 'function'" }] }),
      ['web_search', 'file_search'],
    ],
  ])('is dropped once, and the answer goes on: %s', async (_name, refusal, types) => {
    const backend = backendOf();
    expect(textOf(await ask([refusal, FINE], {}, backend))).toBe('Fine.');
    expect(textOf(await ask([FINE], {}, backend))).toBe('Fine.');
    expect(bodies().map(typesOf)).toEqual([['web_search', 'code_interpreter', 'file_search'], types, types]);
  });

  it('is not forgotten because it did not go together with something else that was asked for', async () => {
    const backend = backendOf();
    await ask(
      [refuses("The following tools cannot be used with reasoning.effort 'minimal': web_search.")],
      {},
      backend,
    );
    expect(textOf(await ask([FINE], {}, backend))).toBe('Fine.');
    expect(bodies().map(typesOf)[1]).toContain('web_search');
  });

  it('is given up when its older name is refused, too', async () => {
    const web = backendOf({ web_search: true });
    const older = refuses("Hosted tool 'web_search_preview' is not supported with test-model.", 'tools');
    expect(textOf(await ask([refuses("Unknown tool 'web_search'."), older, FINE], {}, web))).toBe('Fine.');
    expect(bodies().map(typesOf)).toEqual([['web_search'], ['web_search_preview'], []]);
  });

  it('may be all of them', async () => {
    const functions = refuses("'type' of tool must be 'function'");
    expect(textOf(await ask([functions, functions, FINE]))).toBe('Fine.');
    expect(bodies().map(typesOf)).toEqual([
      ['web_search', 'code_interpreter', 'file_search'],
      ['web_search_preview'],
      [],
    ]);
  });

  it('may be what it is to tell, and the tool stays', async () => {
    const refusal = refuses(
      "Invalid value: 'web_search_call.action.sources'. Supported values are: 'code_interpreter_call.outputs'.",
      'include[0]',
    );
    expect(textOf(await ask([refusal, FINE]))).toBe('Fine.');
    expect(typesOf(bodies()[1])).toEqual(['web_search', 'code_interpreter', 'file_search']);
    expect(bodies()[1].include).toEqual(INCLUDES.slice(1));
  });

  it('is told to the user where it is an id that they have typed', async () => {
    const message = "Invalid 'tools[2].vector_store_ids[0]': 'vs_1'. Expected an ID that begins with 'vs_'.";
    const parts = await ask([refuses(message, 'tools[2].vector_store_ids[0]')]);
    expect(endsOf(parts)).toEqual([{ type: 'error', error: { kind: 'request-refused', detail: message } }]);
    expect(server.requests).toHaveLength(1);
  });

  it('is told in its own words where the server has no such store', async () => {
    const message = "Vector store with id ['vs_1'] not found.";
    const parts = await ask([
      json(404, { error: { message, type: 'invalid_request_error', param: null, code: null } }),
    ]);
    expect(endsOf(parts)).toEqual([{ type: 'error', error: { kind: 'request-refused', detail: message } }]);
  });

  it('is something else where a function is refused', () => {
    const body = toRequest(modelRequest({ tools: [FIND] }), NEW_DIALECT, false, { hosted: ALL, thinks: false });
    const refusal = JSON.stringify({ error: { message: 'Invalid schema.', param: 'tools[0].parameters' } });
    expect(learn(NEW_DIALECT, body, refusal)).toBeNull();
  });
});

describe('an answer in which the server uses its tools', () => {
  const OUTPUTS = [said('Let me ', 'look.'), WEB, CODE, said('It is ', 'far.'), FILES, said('Very.'), said('Indeed.')];

  it('is published as it is tested', () => {
    expect(eventsWith(OUTPUTS).flatMap(wrongInEvent)).toEqual([]);
  });

  it.each([
    ['by its events', {}],
    ['by the whole response alone', { quiet: true }],
  ])('gives calls and text in their order, with gaps only where no call stands: %s', async (_name, options) => {
    const parts = await answered(OUTPUTS, options);
    const [WS, CI, FS] = ['ws_1', 'ci_1', 'fs_1'].map((call) => ({ call }));
    expect(told(parts)).toEqual(['Let me look.', WS, CI, 'It is far.', FS, 'Very.\n\nIndeed.']);
    expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'stop' }]);
  });

  it('shows them as the Assistants API does', async () => {
    const calls = (await answered(OUTPUTS)).flatMap((part) => (part.type === 'hosted-call' ? [part] : []));
    expect(calls).toEqual([
      {
        type: 'hosted-call',
        status: 'completed',
        call: {
          id: 'ws_1',
          type: 'function',
          function: {
            name: 'web_search',
            arguments: '{"query":"sun"}',
            output: '{"sources":[{"url":"https://sun.example/far"}]}',
          },
        },
      },
      {
        type: 'hosted-call',
        status: 'completed',
        call: {
          id: 'ci_1',
          type: 'code_interpreter',
          code_interpreter: { input: 'print(1+1)', outputs: [{ type: 'logs', logs: '2' }] },
        },
      },
      {
        type: 'hosted-call',
        status: 'completed',
        call: {
          id: 'fs_1',
          type: 'file_search',
          file_search: {
            results: [
              {
                file_id: 'file-1',
                file_name: 'sun.txt',
                score: 0.75,
                content: [{ type: 'text', text: 'The sun is far.' }],
              },
            ],
          },
        },
      },
    ]);
  });

  it('believes nothing of what it did that is not what it should be', async () => {
    const lies = [
      { ...WEB, id: 'ws_2', status: 'failed', action: { type: 'open_page', url: 'https://a.example/' } },
      { ...WEB, id: 'ws_3', action: { type: 'search', sources: [{ url: 'javascript:alert(1)' }, null, 7] } },
      { ...FILES, id: 'fs_2', results: [{ score: 7, file_id: null }] },
      { ...CODE, id: 'ci_2', code: null, outputs: 'none' },
    ];
    const calls = (await answered([...lies, said('So.')])).flatMap((part) =>
      part.type === 'hosted-call' ? [[part.status, part.call]] : [],
    );
    expect(calls).toMatchObject([
      ['failed', { function: { arguments: '{"url":"https://a.example/"}' } }],
      ['completed', { function: { output: '{"sources":[]}' } }],
      ['completed', { file_search: { results: [{ file_id: '', file_name: '', score: 1 }] } }],
      ['completed', { code_interpreter: { input: '', outputs: [] } }],
    ]);
  });
});

describe('annotations', () => {
  const CLIFF = 'Far 👋🏽: ([sun](https://sun.example/)) ok';

  it.each([
    ['by their events', {}],
    ['by the whole response alone', { quiet: true }],
  ])('stand where they stand in all of the text, each once: %s', async (_name, options) => {
    const second = {
      pieces: ['The sun', ' is far.'],
      annotations: [cites(4, 7), { type: 'file_citation', index: 7, file_id: 'file-1', filename: 'a' }],
    };
    const parts = await answered([said('Hello.'), second], options);
    expect(textOf(parts)).toBe('Hello.\n\nThe sun is far.');
    expect(annotationsOf(parts)).toMatchObject([
      {
        type: 'url_citation',
        start_index: 12,
        end_index: 15,
        url_citation: { url: 'https://sun.example/', title: 'Sun' },
      },
      { type: 'file_citation', start_index: 15, end_index: 15, file_citation: { file_id: 'file-1' } },
    ]);
  });

  it.each([
    ['code points', 7, 36],
    ['UTF-16 units', 9, 38],
  ])('are counted in %s, as what they name tells', async (_name, from, to) => {
    const parts = await answered([{ pieces: [CLIFF], annotations: [cites(from, to)] }]);
    const [annotation] = annotationsOf(parts);
    expect(CLIFF.slice(annotation?.start_index, annotation?.end_index)).toContain('[sun](https://sun.example/)');
    expect(annotationsOf(parts)).toHaveLength(1);
  });

  it('are files by the paths that the code has written', async () => {
    const annotations = [
      {
        type: 'container_file_citation',
        container_id: 'c',
        file_id: 'cfile_1',
        filename: 'a.csv',
        start_index: 0,
        end_index: 4,
      },
      { type: 'file_path', file_id: 'file-2', index: 2 },
    ];
    expect(annotationsOf(await answered([{ pieces: ['Here it is.'], annotations }]))).toMatchObject([
      { type: 'file_path', start_index: 0, end_index: 4, file_path: { file_id: 'cfile_1' } },
      { type: 'file_path', start_index: 2, end_index: 2, file_path: { file_id: 'file-2' } },
    ]);
  });

  it.each([
    ['a script', cites(0, 3, 'javascript:alert(1)')],
    ['a page inside the browser', cites(0, 3, 'chrome://settings')],
    ['no address', cites(0, 3, 'somewhere')],
    ['a place behind the text', cites(0, 300)],
    ['a place before it', cites(-1, 3)],
    ['no place', { ...cites(0, 3), start_index: '0' }],
    ['an end before its beginning', cites(3, 1)],
    ['a file without a name', { type: 'file_citation', index: 0 }],
    ['an unknown kind', { type: 'dream', start_index: 0, end_index: 3, url: 'https://a.example/' }],
    ['nothing at all', null],
  ])('that say %s are dropped', async (_name, annotation) => {
    const events = [{ pieces: ['Hello.'], annotations: [annotation as Readonly<Record<string, unknown>>] }];
    const parts = await answered(events);
    expect([textOf(parts), annotationsOf(parts)]).toEqual(['Hello.', []]);
  });
});

describe('thoughts before a call', () => {
  const CALLED = [reasoning('rs_1'), functionCall('call_a'), functionCall('call_b')];
  const thinks: Partial<ModelRequest> = { tools: [FIND], reasoning_effort: 'low' };

  /** The prompt of the round after `parts`, as the engine builds it. */
  function nextRound(parts: readonly StreamPart[], more: readonly ModelMessage[] = []): ModelMessage[] {
    const calls = parts.filter((part) => part.type === 'tool-call-delta');
    const ids = [...new Set(calls.map(({ id }) => id))];
    return [
      { role: 'user', content: 'What is this?' },
      {
        role: 'assistant',
        content: '',
        tool_calls: ids.map((id) => {
          const extra = calls.findLast((part) => part.id === id && part.extra !== undefined)?.extra;
          const call = { id, type: 'function', function: { name: 'find', arguments: '{}' } } as const;
          return extra === undefined ? call : { ...call, extra };
        }),
      },
      ...ids.map((id) => ({ role: 'tool', tool_call_id: id, content: 'found' }) as const),
      ...more,
    ];
  }

  it.each([
    ['by the events', {}],
    ['by the whole response alone', { quiet: true }],
  ])('are asked for, and go back before it in the next round: %s', async (_name, options) => {
    const parts = await ask([eventsOf(linesWith(CALLED, options))], thinks);
    await ask([eventsOf(linesWith([said('So.')]))], { ...thinks, messages: nextRound(parts) });
    expect(bodies()[0].include).toEqual([...INCLUDES, 'reasoning.encrypted_content']);
    expect(bodies()[1].input.slice(1, 4)).toEqual([
      reasoning('rs_1'),
      { type: 'function_call', call_id: 'call_a', name: 'find', arguments: '{}' },
      { type: 'function_call', call_id: 'call_b', name: 'find', arguments: '{}' },
    ]);
  });

  it('do not go back in a later run, nor when they are not encrypted, nor when they are too long', async () => {
    const input = async (outputs: readonly Output[], more: readonly ModelMessage[] = []) => {
      const parts = await ask([eventsOf(linesWith(outputs))], thinks);
      await ask([eventsOf(linesWith([said('So.')]))], { ...thinks, messages: nextRound(parts, more) });
      return JSON.stringify(bodies().at(-1)?.input);
    };
    expect(await input(CALLED)).toContain('rs_1');
    expect(await input(CALLED, [{ role: 'user', content: 'And now?' }])).not.toContain('rs_1');
    expect(await input([reasoning('rs_1', null), functionCall('call_a')])).not.toContain('rs_1');
    expect(await input([reasoning('rs_1', 'x'.repeat(70_000)), functionCall('call_a')])).not.toContain('rs_1');
  });

  it('are not asked for where nothing is thought, nothing is called, or the server stores them', () => {
    const include = (request: Partial<ModelRequest>, background = false, thinks = false) =>
      toRequest(modelRequest(request), NEW_DIALECT, background, { hosted: {}, thinks })['include'];
    expect(include(thinks)).toEqual(['reasoning.encrypted_content']);
    expect(include({ tools: [FIND] }, false, true)).toEqual(['reasoning.encrypted_content']);
    expect(include({ tools: [FIND] })).toBeUndefined();
    expect(include({ tools: [FIND], reasoning_effort: 'none' }, false, true)).toBeUndefined();
    expect(include({ reasoning_effort: 'low' })).toBeUndefined();
    expect(include(thinks, true)).toBeUndefined();
  });

  it('are neither asked for nor sent again once the server does not take them', async () => {
    const backend = backendOf({});
    const parts = await ask([eventsOf(linesWith(CALLED))], thinks, backend);
    const refusal = refuses('Encrypted content is not supported with this model.', 'include');
    const next = await ask(
      [refusal, eventsOf(linesWith([said('So.')]))],
      { ...thinks, messages: nextRound(parts) },
      backend,
    );
    expect(textOf(next)).toBe('So.');
    expect(bodies()[2]).not.toHaveProperty('include');
    expect(JSON.stringify(bodies()[2].input)).not.toContain('rs_1');
    expect(bodies()[2].reasoning).toEqual({ effort: 'low', summary: 'auto' });
  });
});
