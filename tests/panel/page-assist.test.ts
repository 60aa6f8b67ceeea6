import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPageAssist } from '../../lib/panel/page-assist/read-file.ts';
import { pageAssistRows } from '../../lib/panel/page-assist/to-rows.ts';

const NOW = Date.UTC(2026, 10, 21);
const file: unknown = JSON.parse(readFileSync('tests/fixtures/page-assist/2026-06-export.json', 'utf8'));

function rowsOf(value: unknown) {
  const read = readPageAssist(value);
  if (read === null) throw new Error('It is no export of Page Assist.');
  return pageAssistRows(read, NOW);
}

const textsOf = (thread: string) =>
  rowsOf(file)
    .messages.filter(({ thread_id }) => thread_id === thread)
    .map(({ role, content }) => [role, content[0]?.type === 'text' ? content[0].text.value : content[0]?.type]);

describe('an export of Page Assist', () => {
  it('gives a thread for every chat in which something was said, with its title, time, pin and page', () => {
    expect(
      rowsOf(file).threads.map(({ id, created_at, metadata, local }) => ({ id, created_at, metadata, local })),
    ).toEqual([
      {
        id: 'thread_pa_3c9d-51af-b20-8e4f',
        created_at: 1_781_866_800,
        metadata: { title: 'How bees choose a home' },
        local: {
          ...{ order: 1_781_866_800_000_000, site: 'bees.example', pages: [] },
          ...{ active_at: 1_781_866_900_000, pinned_at: NOW, imported_at: NOW },
          imported_from: 'page-assist',
        },
      },
      {
        id: 'thread_pa_77f0-1b2c-d3e-4f5a',
        created_at: 1_781_780_400,
        metadata: { title: 'Weather in Oslo' },
        local: {
          ...{ order: 1_781_780_400_000_000, site: null, pages: [] },
          ...{ active_at: 1_781_780_404_000, imported_at: NOW },
          imported_from: 'page-assist',
        },
      },
    ]);
  });

  it.each([
    [['', 'Please tell me how bees choose.'], 'Tell me how bees choose.'],
    [[''], ''],
  ])('names a chat without a title after the first question that has words: %j', (texts, title) => {
    const messages = texts.map((content, index) => ({
      ...{ id: `m${index}`, role: 'user', content, createdAt: index },
      images: content === '' ? ['data:image/png;base64,AAAA'] : [],
    }));
    const answer = { id: 'a', role: 'assistant', content: 'Hello.', createdAt: -1 };
    const chat = { history: { id: 'pa_1', title: ' ' }, messages: [answer, ...messages] };
    expect(rowsOf({ chat: [chat] }).threads.map(({ metadata }) => metadata)).toEqual([{ title }]);
  });

  it('gives its messages in the order in which they were said, without calls of tools', () => {
    expect(textsOf('thread_pa_3c9d-51af-b20-8e4f')).toEqual([
      ['user', 'How do bees choose?'],
      ['assistant', 'Scouts **dance** until they agree.'],
      ['user', 'image_file'],
    ]);
    expect(textsOf('thread_pa_77f0-1b2c-d3e-4f5a')).toEqual([
      ['user', 'What is the weather in Oslo?'],
      ['assistant', 'It rains at 12 °C.'],
    ]);
  });

  it('keeps pictures as files, and who answered', () => {
    const { messages, files, file_contents } = rowsOf(file);
    const [picture] = files;
    expect(picture).toMatchObject({ purpose: 'vision', filename: 'picture.png', local: { media_type: 'image/png' } });
    expect([...(file_contents[0]?.bytes.slice(1, 4) ?? [])]).toEqual([...new TextEncoder().encode('PNG')]);
    expect(messages.find(({ role }) => role === 'assistant')?.metadata).toEqual({ model: 'llama3.2:3b' });
  });

  it('gives the same ids each time, and every place in order once', () => {
    const ids = () => rowsOf(file).messages.map(({ id }) => id);
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(5);
    const chat = (file as { chat: unknown[] }).chat[1];
    const twice = rowsOf({ chat: [chat, { ...(chat as object), history: { id: 'pa_other', title: '' } }] });
    expect(new Set(twice.messages.map(({ local }) => local.order)).size).toBe(4);
    expect(new Set(twice.messages.map(({ id }) => id)).size).toBe(4);
  });

  it('counts what cannot come along, and brings no key', () => {
    expect(readPageAssist(file)?.knowledge).toBe(1);
    expect(JSON.stringify(rowsOf(file))).not.toContain('sk-');
  });
});

it.each([null, 7, 'text', [], {}, { chat: 'none' }, { format: 'other', rows: [] }])(
  '%j is no export of Page Assist',
  (value) => {
    expect(readPageAssist(value)).toBeNull();
  },
);

it.each([
  [{ chat: [null, 7, {}, { history: {} }, { history: { id: 'a' }, messages: 'none' }] }],
  [
    {
      chat: [
        {
          history: { id: 'a' },
          messages: [
            { id: 1, role: 'user', content: 'x' },
            { id: 'b', role: 'user', content: {} },
          ],
        },
      ],
    },
  ],
  [{ knowledge: [[null]], prompts: null, vector: [] }],
])('what has not the form of a chat is left out: %j', (value) => {
  expect(rowsOf(value)).toEqual({ threads: [], messages: [], files: [], file_contents: [] });
});
