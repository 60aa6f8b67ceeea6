import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Worker } from '../support/engine.ts';
import { functionTool, long, longArray, pairs, pattern, refusalsOf, refuses, send } from './refusals.ts';

let worker: Worker;
let assistants: Worker['client']['beta']['assistants'];

beforeEach(() => {
  worker = createWorld().startWorker();
  assistants = worker.client.beta.assistants;
});

const WEATHER = {
  type: 'function' as const,
  function: { name: 'get_weather', description: 'By city', parameters: { type: 'object' }, strict: true },
};

describe('an assistant', () => {
  it('is made with a model and nothing else', async () => {
    const created = await assistants.create({ model: 'any-model' });
    expect(created).toMatchObject({
      object: 'assistant',
      model: 'any-model',
      name: null,
      description: null,
      instructions: null,
      tools: [],
      metadata: {},
      temperature: null,
      response_format: null,
    });
    expect(created.id).toMatch(/^asst_/);
    expect(created).not.toHaveProperty('local');
    expect(await assistants.retrieve(created.id)).toEqual(created);
  });

  it('keeps everything it is made with', async () => {
    const given = {
      model: 'm',
      name: 'Meteorologist',
      description: 'Knows the weather',
      instructions: 'Be brief.',
      tools: [WEATHER, { type: 'file_search' as const }, { type: 'code_interpreter' as const }],
      metadata: { a: 'b' },
      temperature: 0.5,
      top_p: 0.25,
      response_format: { type: 'json_schema' as const, json_schema: { name: 'answer', schema: { type: 'object' } } },
      reasoning_effort: 'low' as const,
    };
    const { id } = await assistants.create(given);
    expect(await assistants.retrieve(id)).toMatchObject(given);
  });

  it('keeps what an update does not name, and loses what it sets to null', async () => {
    const { id } = await assistants.create({
      model: 'm',
      name: 'A',
      description: 'B',
      temperature: 1,
      response_format: { type: 'json_object' },
      reasoning_effort: 'high',
      metadata: { a: 'b' },
      tools: [WEATHER],
    });
    expect(await assistants.update(id, { instructions: 'C' })).toMatchObject({
      name: 'A',
      description: 'B',
      instructions: 'C',
      temperature: 1,
      metadata: { a: 'b' },
      tools: [WEATHER],
    });
    const cleared = { name: null, description: null, temperature: null, response_format: null, reasoning_effort: null };
    expect(await assistants.update(id, { ...cleared, metadata: null, tools: [], model: 'n' })).toMatchObject({
      ...cleared,
      metadata: {},
      tools: [],
      model: 'n',
      instructions: 'C',
    });
    expect(await assistants.retrieve(id)).toMatchObject({ ...cleared, model: 'n', instructions: 'C' });
  });

  it('is gone when it is deleted', async () => {
    const { id } = await assistants.create({ model: 'm' });
    expect(await assistants.delete(id)).toEqual({ id, object: 'assistant.deleted', deleted: true });
    await expect(assistants.retrieve(id)).rejects.toThrow(`No assistant found with id '${id}'.`);
    await expect(assistants.delete(id)).rejects.toThrow('No assistant found');
    expect((await assistants.list()).data).toEqual([]);
  });

  it('is listed newest first, page by page, also within one second', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1) ids.unshift((await assistants.create({ model: 'm' })).id);
    const listed: string[] = [];
    for await (const { id } of assistants.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(ids);
    const [first, , third, fourth] = ids;
    const middle = await assistants.list({ after: first ?? '', before: fourth ?? '' });
    expect(middle.data.map(({ id }) => id)).toEqual([ids[1], third]);
    expect((await assistants.list({ order: 'asc', limit: 1 })).data[0]?.id).toBe(ids[4]);
  });

  it('of the extension itself comes back as it was when it is deleted', async () => {
    await assistants.update('asst_sitethread', { instructions: 'Sing.' });
    await assistants.delete('asst_sitethread');
    expect((await assistants.retrieve('asst_sitethread')).instructions).toContain('You are Sitethread');
  });
});

describe('the tool resources of an assistant', () => {
  const upload = async () =>
    (await worker.client.files.create({ purpose: 'assistants', file: new File(['words'], 'a.txt') })).id;

  it('name files and a vector store that exist', async () => {
    const store = await worker.client.vectorStores.create({});
    const tool_resources = {
      code_interpreter: { file_ids: [await upload()] },
      file_search: { vector_store_ids: [store.id] },
    };
    const { id } = await assistants.create({ model: 'm', tool_resources });
    expect((await assistants.retrieve(id)).tool_resources).toEqual(tool_resources);
  });

  it('may have their vector store made', async () => {
    const file_ids = [await upload()];
    const { tool_resources } = await assistants.create({
      model: 'm',
      tool_resources: { file_search: { vector_stores: [{ file_ids, metadata: { of: 'helper' } }] } },
    });
    const [id = ''] = tool_resources?.file_search?.vector_store_ids ?? [];
    expect(await worker.client.vectorStores.retrieve(id)).toMatchObject({ metadata: { of: 'helper' } });
    expect((await worker.client.vectorStores.files.list(id)).data.map((file) => file.id)).toEqual(file_ids);
  });

  it('of one tool stay when those of another are changed, and null takes all away', async () => {
    const [one, other] = [await upload(), await upload()];
    const { id: store } = await worker.client.vectorStores.create({});
    const { id } = await assistants.create({
      model: 'm',
      tool_resources: { code_interpreter: { file_ids: [one] }, file_search: { vector_store_ids: [store] } },
    });
    const { tool_resources } = await assistants.update(id, {
      tool_resources: { code_interpreter: { file_ids: [other] } },
    });
    expect(tool_resources).toEqual({
      code_interpreter: { file_ids: [other] },
      file_search: { vector_store_ids: [store] },
    });
    expect((await assistants.update(id, { name: 'A' })).tool_resources).toEqual(tool_resources);
    expect((await assistants.update(id, { tool_resources: null })).tool_resources).toBeNull();
  });

  it.each([
    ['a file', { code_interpreter: { file_ids: ['file-x'] } }, "No file found with id 'file-x'."],
    ['a vector store', { file_search: { vector_store_ids: ['vs_x'] } }, "No vector store found with id 'vs_x'."],
    [
      'a file of a vector store',
      { file_search: { vector_stores: [{ file_ids: ['file-x'] }] } },
      "No file found with id 'file-x'.",
    ],
  ])('must exist: %s that does not is 404, and nothing is written', async (_what, tool_resources, message) => {
    const response = await send(worker, 'POST', '/assistants', { model: 'm', tool_resources });
    expect(response.status).toBe(404);
    expect((await response.json()).error).toMatchObject({ message, param: null, code: null });
    expect((await assistants.list()).data).toEqual([]);
    expect((await worker.client.vectorStores.list()).data).toEqual([]);
  });
});

const search = (file_search: unknown) => ({ tools: [{ type: 'file_search', file_search }] });

const staticChunks = (max_chunk_size_tokens: number, chunk_overlap_tokens: number) => ({
  tool_resources: {
    file_search: {
      vector_stores: [
        { chunking_strategy: { type: 'static', static: { max_chunk_size_tokens, chunk_overlap_tokens } } },
      ],
    },
  },
});

describe('what is wrong in an assistant', () => {
  const chunking = 'tool_resources.file_search.vector_stores[0].chunking_strategy';

  refuses(
    [
      [
        'an assistant without a model',
        'POST',
        '/assistants',
        {},
        400,
        "Missing required parameter: 'model'.",
        'model',
        'missing_required_parameter',
      ],
      ...refusalsOf('POST', '/assistants', { model: 'm' }, [
        [
          { model: null },
          "Invalid type for 'model': expected a string, but got null instead.",
          'model',
          'invalid_type',
        ],
        [
          { model: '' },
          "Invalid 'model': string too short. Expected a string with minimum length 1, but got an empty string instead.",
          'model',
          'string_below_min_length',
        ],
        [{ foo: 1 }, "Unknown parameter: 'foo'.", 'foo', 'unknown_parameter'],
        [
          { name: 1 },
          "Invalid type for 'name': expected a string, but got an integer instead.",
          'name',
          'invalid_type',
        ],
        [{ name: 'n'.repeat(257) }, long('name', 256), 'name', 'string_above_max_length'],
        [{ description: 'd'.repeat(513) }, long('description', 512), 'description', 'string_above_max_length'],
        [
          { instructions: 'i'.repeat(256_001) },
          long('instructions', 256_000),
          'instructions',
          'string_above_max_length',
        ],
        [
          { metadata: pairs(17) },
          expect.stringContaining('too many properties'),
          'metadata',
          'object_above_max_properties',
        ],
        [
          { temperature: 2.1 },
          "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.1 instead.",
          'temperature',
          'decimal_above_max_value',
        ],
        [
          { temperature: -0.1 },
          "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -0.1 instead.",
          'temperature',
          'decimal_below_min_value',
        ],
        [
          { temperature: 'hot' },
          "Invalid type for 'temperature': expected a decimal, but got a string instead.",
          'temperature',
          'invalid_type',
        ],
        [
          { top_p: 1.1 },
          "Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 1.1 instead.",
          'top_p',
          'decimal_above_max_value',
        ],
        [
          { reasoning_effort: 'utmost' },
          "Invalid value: 'utmost'. Supported values are: 'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'.",
          'reasoning_effort',
          'invalid_value',
        ],
        [
          { response_format: 'json' },
          "Invalid value: 'json'. Supported values are: 'auto'.",
          'response_format',
          'invalid_value',
        ],
        [
          { response_format: true },
          "Invalid type for 'response_format': expected one of a string or object, but got a boolean instead.",
          'response_format',
          'invalid_type',
        ],
        [
          { response_format: { type: 'xml' } },
          "Invalid value: 'xml'. Supported values are: 'text', 'json_object', and 'json_schema'.",
          'response_format.type',
          'invalid_value',
        ],
        [
          { response_format: { type: 'json_schema' } },
          "Missing required parameter: 'response_format.json_schema'.",
          'response_format.json_schema',
          'missing_required_parameter',
        ],
        [
          { response_format: { type: 'json_schema', json_schema: { schema: {} } } },
          "Missing required parameter: 'response_format.json_schema.name'.",
          'response_format.json_schema.name',
          'missing_required_parameter',
        ],
        [
          { response_format: { type: 'json_schema', json_schema: { name: 'a b' } } },
          pattern('response_format.json_schema.name'),
          'response_format.json_schema.name',
          'invalid_value',
        ],
      ]),
    ],
    () => worker,
  );

  describe('in its tools', () => {
    refuses(
      refusalsOf('POST', '/assistants', { model: 'm' }, [
        [
          { tools: null },
          "Invalid type for 'tools': expected an array, but got null instead.",
          'tools',
          'invalid_type',
        ],
        [
          { tools: Array.from({ length: 129 }, (_, index) => functionTool(`f${index}`)) },
          longArray('tools', 128),
          'tools',
          'array_above_max_length',
        ],
        [
          { tools: ['file_search'] },
          "Invalid type for 'tools[0]': expected an object, but got a string instead.",
          'tools[0]',
          'invalid_type',
        ],
        [
          { tools: [{}] },
          "Missing required parameter: 'tools[0].type'.",
          'tools[0].type',
          'missing_required_parameter',
        ],
        [
          { tools: [functionTool('f'), { type: 'retrieval' }] },
          "Invalid value: 'retrieval'. Supported values are: 'code_interpreter', 'file_search', and 'function'.",
          'tools[1].type',
          'invalid_value',
        ],
        [
          { tools: [{ type: 'function', function: {} }] },
          "Missing required parameter: 'tools[0].function.name'.",
          'tools[0].function.name',
          'missing_required_parameter',
        ],
        [
          { tools: [functionTool('')] },
          "Invalid 'tools[0].function.name': string too short. Expected a string with minimum length 1, but got an empty string instead.",
          'tools[0].function.name',
          'string_below_min_length',
        ],
        [
          { tools: [functionTool('n'.repeat(65))] },
          long('tools[0].function.name', 64),
          'tools[0].function.name',
          'string_above_max_length',
        ],
        [
          { tools: [functionTool('get weather')] },
          pattern('tools[0].function.name'),
          'tools[0].function.name',
          'invalid_value',
        ],
        [
          { tools: [functionTool('line\n')] },
          pattern('tools[0].function.name'),
          'tools[0].function.name',
          'invalid_value',
        ],
        [
          { tools: [{ type: 'function', function: { name: 'f', parameters: [] } }] },
          "Invalid type for 'tools[0].function.parameters': expected an object, but got an array instead.",
          'tools[0].function.parameters',
          'invalid_type',
        ],
        [
          { tools: [{ type: 'code_interpreter', file_ids: [] }] },
          "Unknown parameter: 'tools[0].file_ids'.",
          'tools[0].file_ids',
          'unknown_parameter',
        ],
        [
          search({ max_num_results: 51 }),
          "Invalid 'tools[0].file_search.max_num_results': integer above maximum value. Expected a value <= 50, but got 51 instead.",
          'tools[0].file_search.max_num_results',
          'integer_above_max_value',
        ],
        [
          search({ max_num_results: 0 }),
          "Invalid 'tools[0].file_search.max_num_results': integer below minimum value. Expected a value >= 1, but got 0 instead.",
          'tools[0].file_search.max_num_results',
          'integer_below_min_value',
        ],
        [
          search({ max_num_results: 1.5 }),
          "Invalid type for 'tools[0].file_search.max_num_results': expected an integer, but got a decimal instead.",
          'tools[0].file_search.max_num_results',
          'invalid_type',
        ],
        [
          search({ ranking_options: { ranker: 'auto' } }),
          "Missing required parameter: 'tools[0].file_search.ranking_options.score_threshold'.",
          'tools[0].file_search.ranking_options.score_threshold',
          'missing_required_parameter',
        ],
        [
          search({ ranking_options: { score_threshold: 1.01 } }),
          "Invalid 'tools[0].file_search.ranking_options.score_threshold': decimal above maximum value. Expected a value <= 1, but got 1.01 instead.",
          'tools[0].file_search.ranking_options.score_threshold',
          'decimal_above_max_value',
        ],
      ]),
      () => worker,
    );
  });

  describe('in its tool resources', () => {
    refuses(
      refusalsOf('POST', '/assistants', { model: 'm' }, [
        [
          { tool_resources: { code_interpreter: { file_ids: Array.from({ length: 21 }, () => 'file-x') } } },
          longArray('tool_resources.code_interpreter.file_ids', 20),
          'tool_resources.code_interpreter.file_ids',
          'array_above_max_length',
        ],
        [
          { tool_resources: { file_search: { vector_store_ids: ['vs_a', 'vs_b'] } } },
          longArray('tool_resources.file_search.vector_store_ids', 1),
          'tool_resources.file_search.vector_store_ids',
          'array_above_max_length',
        ],
        [
          { tool_resources: { file_search: { vector_stores: [{}, {}] } } },
          longArray('tool_resources.file_search.vector_stores', 1),
          'tool_resources.file_search.vector_stores',
          'array_above_max_length',
        ],
        [
          { tool_resources: { file_search: { vector_store_ids: [], vector_stores: [] } } },
          "Mutually exclusive parameters: 'tool_resources.file_search.vector_store_ids'. Ensure you are only providing one of: 'tool_resources.file_search.vector_store_ids' or 'tool_resources.file_search.vector_stores'.",
          'tool_resources.file_search.vector_store_ids',
          'mutually_exclusive_parameters',
        ],
        [
          { tool_resources: { retrieval: {} } },
          "Unknown parameter: 'tool_resources.retrieval'.",
          'tool_resources.retrieval',
          'unknown_parameter',
        ],
        [
          staticChunks(99, 0),
          `Invalid '${chunking}.static.max_chunk_size_tokens': integer below minimum value. Expected a value >= 100, but got 99 instead.`,
          `${chunking}.static.max_chunk_size_tokens`,
          'integer_below_min_value',
        ],
        [
          staticChunks(4097, 0),
          `Invalid '${chunking}.static.max_chunk_size_tokens': integer above maximum value. Expected a value <= 4096, but got 4097 instead.`,
          `${chunking}.static.max_chunk_size_tokens`,
          'integer_above_max_value',
        ],
        [
          staticChunks(101, 51),
          `Invalid '${chunking}.static.chunk_overlap_tokens': integer above maximum value. Expected a value <= 50, but got 51 instead.`,
          `${chunking}.static.chunk_overlap_tokens`,
          'integer_above_max_value',
        ],
      ]),
      () => worker,
    );
  });

  describe('that is changed', () => {
    refuses(
      refusalsOf('POST', '/assistants/asst_sitethread', {}, [
        [{ name: 'n'.repeat(257) }, long('name', 256), 'name', 'string_above_max_length'],
        [
          { model: null },
          "Invalid type for 'model': expected a string, but got null instead.",
          'model',
          'invalid_type',
        ],
        [
          { tool_resources: { file_search: { vector_stores: [] } } },
          "Unknown parameter: 'tool_resources.file_search.vector_stores'.",
          'tool_resources.file_search.vector_stores',
          'unknown_parameter',
        ],
      ]),
      () => worker,
    );
  });
});

it.each([
  ['a name', { name: 'n'.repeat(256) }],
  ['a description', { description: 'd'.repeat(512) }],
  ['instructions', { instructions: 'i'.repeat(256_000) }],
  ['the least temperature', { temperature: 0, top_p: 0 }],
  ['the highest temperature', { temperature: 2, top_p: 1 }],
  ['tools', { tools: Array.from({ length: 128 }, (_, index) => functionTool(`f${index}`)) }],
  ['a function name', { tools: [functionTool(`${'n'.repeat(61)}-_9`)] }],
  ['few results', search({ max_num_results: 1, ranking_options: { score_threshold: 0 } })],
  ['many results', search({ max_num_results: 50, ranking_options: { ranker: 'auto', score_threshold: 1 } })],
  ['metadata', { metadata: pairs(16) }],
  ['small chunks', staticChunks(100, 50)],
  ['large chunks', staticChunks(4096, 2048)],
  ['no tool resources', { tool_resources: {} }],
  ['every reasoning effort', { reasoning_effort: 'none' }],
  ['a response format of words', { response_format: 'auto' }],
])('%s at the limit are taken', async (_what, given) => {
  expect((await send(worker, 'POST', '/assistants', { model: 'm', ...given })).status).toBe(200);
});
