import { describe, expect, it } from 'vitest';
import type { FunctionTool, ResponseFormat, ToolChoice } from '../../../lib/assistants/objects.ts';
import type { ModelMessage, ModelRequest } from '../../../lib/assistants/ports.ts';
import { newDialect, type Quirk } from '../../../lib/models/chat-completions/dialect.ts';
import { createShortCallIds } from '../../../lib/models/chat-completions/short-call-ids.ts';
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
      quirks: new Set<Quirk>(),
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

describe('pictures', () => {
  const url = 'data:image/png;base64,iVBORw0KGgo=';

  it('stand behind the words of their message', () => {
    expect(messagesOf([{ role: 'user', content: 'What is this?', images: [{ url, detail: 'low' }, { url }] }])).toEqual(
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url, detail: 'low' } },
            { type: 'image_url', image_url: { url } },
          ],
        },
      ],
    );
  });

  it('need no words, and do not say the detail that is the default', () => {
    expect(messagesOf([{ role: 'user', content: '', images: [{ url, detail: 'auto' }] }])).toEqual([
      { role: 'user', content: [{ type: 'image_url', image_url: { url } }] },
    ]);
  });

  it('stay with their words when neighbours become one', () => {
    expect(messagesOf([user('Page'), { role: 'user', content: 'Question', images: [{ url }] }])).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Page\n\nQuestion' },
          { type: 'image_url', image_url: { url } },
        ],
      },
    ]);
  });

  it('are no parts where there are none', () => {
    expect(messagesOf([{ role: 'user', content: 'Hi', images: [] }])).toEqual([user('Hi')]);
  });
});

describe('what a server wants back', () => {
  const signature = { extra_content: { google: { thought_signature: 'c2ln' } } };
  const second = { ...call, id: 'c2' };

  function made(...extras: readonly object[]): ModelMessage[] {
    const [first = {}, other = {}] = extras;
    const calls = [
      { ...call, extra: { ...first } },
      { ...second, extra: { ...other } },
    ];
    return [user('Go'), { role: 'assistant', content: '', tool_calls: calls }, tool('c1'), tool('c2')];
  }

  it('goes back with its call', () => {
    expect(messagesOf(made(signature))[1]).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [{ ...call, ...signature }, second],
    });
  });

  it.each([{ reasoning_content: 'Hm.' }, { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] }])(
    'goes back with its message where it belongs there: %o',
    (thoughts) => {
      expect(messagesOf(made(thoughts))[1]).toEqual({
        role: 'assistant',
        content: null,
        ...thoughts,
        tool_calls: [call, second],
      });
    },
  );

  it('is nothing else than that: what somebody put beside it stays here', () => {
    expect(messagesOf(made({ role: 'system', id: 'x', secret: 1 }))[1]).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [call, second],
    });
  });

  it('does not go where it is refused', () => {
    const narrow = { ...dialect, omit: new Set(['extra_content', 'reasoning_content']) };
    const { messages } = toRequest(
      modelRequest({ messages: made({ ...signature, reasoning_content: 'Hm.' }) }),
      narrow,
    );
    expect(messages[1]).toEqual({ role: 'assistant', content: null, tool_calls: [call, second] });
  });

  it('is made up where a server insists and nobody has it', () => {
    const insisting = newDialect('max_tokens', ['thoughts-everywhere', 'signatures-everywhere']);
    const { messages } = toRequest(
      modelRequest({ messages: [...made({ reasoning_content: 'Hm.' }), assistant('Done')] }),
      insisting,
    );
    expect(messages[1]).toMatchObject({ reasoning_content: 'Hm.' });
    expect(messages[4]).toEqual({ role: 'assistant', content: 'Done', reasoning_content: ' ' });
    expect(JSON.stringify(messages[1]).match(/skip_thought_signature_validator/g)).toHaveLength(2);
  });
});

it('lets the user say what the system says where there is no system role', () => {
  const asked = modelRequest({ messages: [system('Be brief.'), user('Page'), assistant('Yes.'), user('Why?')] });
  expect(toRequest(asked, newDialect('max_tokens', ['no-system-role'])).messages).toEqual([
    user('Be brief.\n\nPage'),
    assistant('Yes.'),
    user('Why?'),
  ]);
});

describe('short ids of calls', () => {
  it.each([
    ['stay what the server made them', 'a1B2c3D4e', 'a1B2c3D4e'],
    ['are the end of longer ones', 'call_8b2f6c1a-7f', 'b2f6c1a7f'],
    ['are filled up', 'x-1', '0000000x1'],
  ])('%s', (_name, id, short) => {
    expect(createShortCallIds()(id)).toBe(short);
  });

  it('are the same for the same id, different for different ones, and always nine letters and digits', () => {
    const shorten = createShortCallIds();
    const ids = ['call_000000001', 'other000000001', '000000001', 'x', 'x_', '_x', ''];
    const short = ids.map(shorten);
    expect(new Set(short).size).toBe(ids.length);
    expect(ids.map(shorten)).toEqual(short);
    for (const one of short) expect(one).toMatch(/^[A-Za-z0-9]{9}$/);
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
