import type { AssistantTool, ResponseFormat, ToolChoice, TruncationStrategy } from '../assistants/objects.ts';
import { missing, wrongType } from './read-refusals.ts';
import {
  boolean,
  byType,
  decimal,
  fields,
  integer,
  isRecord,
  list,
  maybe,
  oneOf,
  optional,
  type Reader,
  record,
  string,
} from './readers.ts';

const name = string({ min: 1, max: 64, pattern: /^[a-zA-Z0-9_-]+$/ });

const rankingOptions = fields({
  ranker: optional(oneOf('auto', 'default_2024_08_21')),
  score_threshold: decimal({ min: 0, max: 1 }),
});

const tool: Reader<AssistantTool> = byType({
  code_interpreter: fields({ type: oneOf('code_interpreter') }),
  file_search: fields({
    type: oneOf('file_search'),
    file_search: optional(
      fields({
        max_num_results: optional(integer({ min: 1, max: 50 })),
        ranking_options: optional(rankingOptions),
      }),
    ),
  }),
  function: fields({
    type: oneOf('function'),
    function: fields({
      name,
      description: optional(string()),
      parameters: optional(record),
      strict: maybe(boolean),
    }),
  }),
});

/** `max`: 128 on an assistant, 20 on a run. */
export function tools(max: number): Reader<readonly AssistantTool[]> {
  return list(tool, { max });
}

const namedTool = byType({
  function: fields({ type: oneOf('function'), function: fields({ name }) }),
  file_search: fields({ type: oneOf('file_search') }),
  code_interpreter: fields({ type: oneOf('code_interpreter') }),
});

const choiceWord = oneOf('none', 'auto', 'required');

export const toolChoice: Reader<ToolChoice> = (value, at) => wordOrObject(choiceWord, namedTool, value, at);

const format = byType({
  text: fields({ type: oneOf('text') }),
  json_object: fields({ type: oneOf('json_object') }),
  json_schema: fields({
    type: oneOf('json_schema'),
    json_schema: fields({
      name,
      description: optional(string()),
      schema: optional(record),
      strict: maybe(boolean),
    }),
  }),
});

export const responseFormat: Reader<ResponseFormat> = (value, at) => wordOrObject(oneOf('auto'), format, value, at);

function wordOrObject<W, O>(word: Reader<W>, object: Reader<O>, value: unknown, at: string): W | O {
  if (typeof value === 'string') return word(value, at);
  if (isRecord(value)) return object(value, at);
  throw wrongType(at, 'one of a string or object', value);
}

const truncation = fields({ type: oneOf('auto', 'last_messages'), last_messages: maybe(integer({ min: 1 })) });

export const truncationStrategy: Reader<TruncationStrategy> = (value, at) => {
  const { type, last_messages } = truncation(value, at);
  if (type === 'auto') return { type };
  if (last_messages == null) throw missing(`${at}.last_messages`);
  return { type, last_messages };
};

export const reasoningEffort = oneOf('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max');
