import { describe, expect, it } from 'vitest';
import type { FunctionTool, ResponseFormat, ToolChoice } from '../../../lib/assistants/objects.ts';
import type { ModelMessage, ModelRequest } from '../../../lib/assistants/ports.ts';
import { newDialect } from '../../../lib/models/chat-completions/dialect.ts';
import { toRequest } from '../../../lib/models/chat-completions/wire.ts';
import { modelRequest } from '../talk.ts';

const dialect = newDialect('max_tokens');
const find: FunctionTool = { type: 'function', function: { name: 'find' } };
const call = { id: 'c1', type: 'function', function: { name: 'find', arguments: '{}' } } as const;

function messagesOf(messages: readonly ModelMessage[]) {
  return toRequest(modelRequest({ messages }), dialect).messages;
}

describe('the request', () => {
  it('holds four fields when nothing else was asked for', () => {
    expect(toRequest(modelRequest(), dialect)).toEqual({
      model: 'test-model',
      messages: [{ role: 'user', content: 'What is this?' }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it.each<[string, Partial<ModelRequest>, object]>([
    ['temperature, 0 included', { temperature: 0 }, { temperature: 0 }],
    ['top_p', { top_p: 0.5 }, { top_p: 0.5 }],
    ['reasoning effort', { reasoning_effort: 'low' }, { reasoning_effort: 'low' }],
    ['the limit of the answer', { max_completion_tokens: 300 }, { max_tokens: 300 }],
    ['a JSON format', { response_format: { type: 'json_object' } }, { response_format: { type: 'json_object' } }],
    [
      'tools, with the parameters that servers insist on',
      { tools: [find] },
      { tools: [{ type: 'function', function: { name: 'find', parameters: { type: 'object', properties: {} } } }] },
    ],
    ['the choice of a tool', { tools: [find], tool_choice: 'required' }, { tool_choice: 'required' }],
    ['one call at a time', { tools: [find], parallel_tool_calls: false }, { parallel_tool_calls: false }],
  ])('carries %s', (_name, asked, carried) => {
    expect(toRequest(modelRequest(asked), dialect)).toMatchObject(carried);
  });

  it.each<[string, Partial<ModelRequest>, string]>([
    ['an empty list of tools', { tools: [] }, 'tools'],
    ['a choice without tools', { tool_choice: 'required' }, 'tool_choice'],
    ['the choice that is the default', { tools: [find], tool_choice: 'auto' }, 'tool_choice'],
    ['a choice of a hosted tool', { tools: [find], tool_choice: { type: 'file_search' } as ToolChoice }, 'tool_choice'],
    ['a limit on calls without tools', { parallel_tool_calls: false }, 'parallel_tool_calls'],
    ['parallel calls, which are the default', { tools: [find] }, 'parallel_tool_calls'],
    ['the text format', { response_format: { type: 'text' } as ResponseFormat }, 'response_format'],
    ['what is ours alone', { task: 'summarize' }, 'task'],
  ])('never carries %s', (_name, asked, field) => {
    expect(toRequest(modelRequest(asked), dialect)).not.toHaveProperty(field);
  });

  it('leaves out what the dialect omits, and names the limit as the dialect does', () => {
    const asked = modelRequest({ temperature: 1, max_completion_tokens: 9 });
    const narrow = {
      omit: new Set(['temperature', 'stream_options']),
      limit_fields: ['max_completion_tokens'] as const,
    };
    expect(toRequest(asked, narrow)).toEqual({
      model: 'test-model',
      messages: asked.messages,
      stream: true,
      max_completion_tokens: 9,
    });
    expect(toRequest(asked, { ...narrow, limit_fields: [] })).not.toHaveProperty('max_completion_tokens');
  });
});

describe('the messages', () => {
  it.each<[string, ModelMessage[], object[]]>([
    [
      'neighbours of one role become one',
      [system('Be brief.'), system('Cite.'), user('Page'), user('Question')],
      [system('Be brief.\n\nCite.'), user('Page\n\nQuestion')],
    ],
    [
      'an assistant message that says nothing is left out, and its neighbours meet',
      [user('One'), assistant(' \n'), user('Two')],
      [user('One\n\nTwo')],
    ],
    [
      'two assistant messages become one',
      [user('Go'), assistant('Half'), assistant('rest')],
      [user('Go'), assistant('Half\n\nrest')],
    ],
    [
      'calls without words have no content',
      [user('Go'), { role: 'assistant', content: '', tool_calls: [call] }, tool('c1'), assistant('Done')],
      [user('Go'), { role: 'assistant', content: null, tool_calls: [call] }, tool('c1'), assistant('Done')],
    ],
    [
      'words before calls stay with them',
      [user('Go'), assistant('Looking.'), { role: 'assistant', content: '', tool_calls: [call] }],
      [user('Go'), { role: 'assistant', content: 'Looking.', tool_calls: [call] }],
    ],
    ['tool messages stay apart', [tool('a'), tool('b')], [tool('a'), tool('b')]],
  ])('%s', (_name, messages, sent) => {
    expect(messagesOf(messages)).toEqual(sent);
  });
});

function system(content: string): ModelMessage {
  return { role: 'system', content };
}

function user(content: string): ModelMessage {
  return { role: 'user', content };
}

function assistant(content: string): ModelMessage {
  return { role: 'assistant', content };
}

function tool(tool_call_id: string): ModelMessage {
  return { role: 'tool', tool_call_id, content: 'found' };
}
