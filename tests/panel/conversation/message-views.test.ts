import { expect, it } from 'vitest';
import type { FileObject, Message } from '../../../lib/assistants/objects.ts';
import { createLiveText } from '../../../lib/panel/asking/live-text.ts';
import { createMessageViews } from '../../../lib/panel/conversation/message-views.ts';

const file = (id: string, url: string, kind = 'page') =>
  ({ id, local: { page: { title: id, url, kind } } }) as unknown as FileObject;

const FILES = [
  file('inn', 'https://a.test/inn'),
  file('inn-later', 'https://a.test/inn'),
  file('drava', 'https://a.test/drava'),
  file('marked', 'https://a.test/inn', 'selection'),
];

const asked = (id: string, ...files: string[]) =>
  ({
    id,
    role: 'user',
    status: 'completed',
    content: [],
    local: {},
    attachments: files.map((file_id) => ({ file_id, tools: [] })),
  }) as unknown as Message;

function changes(...messages: Message[]): boolean[][] {
  const views = createMessageViews(createLiveText())({ messages, run: undefined, versions: [], files: FILES });
  return views.map(({ attachments }) => attachments.map(({ changed }) => changed));
}

it('marks a page that an earlier message attaches with other content', () => {
  expect(changes(asked('1', 'inn'), asked('2', 'inn-later'))).toEqual([[false], [true]]);
});

it('marks a page that has gone back to what it was', () => {
  expect(changes(asked('1', 'inn'), asked('2', 'inn-later'), asked('3', 'inn'))).toEqual([[false], [true], [true]]);
});

it('marks no page that is attached again as it was, and no other page', () => {
  expect(changes(asked('1', 'inn'), asked('2', 'drava'), asked('3', 'drava', 'inn'))).toEqual([
    [false],
    [false],
    [false, false],
  ]);
});

it('takes marked words for no change of their page', () => {
  expect(changes(asked('1', 'inn', 'marked'), asked('2', 'marked'), asked('3', 'inn'))).toEqual([
    [false, false],
    [false],
    [false],
  ]);
});

it.each([
  ['the whole page', undefined, undefined],
  ['the main content in full', [1, 2, 3], true],
  ['some passages', [1, 3], undefined],
  ['as many passages, one of them beside the main content', [1, 2, 4], undefined],
])('tells that an answer has read %s', (_what, read, main) => {
  const page = { title: 'Inn', url: 'https://a.test/inn', kind: 'page', passages: 4, beside: 1 };
  const files = [{ id: 'inn', local: { page } } as unknown as FileObject];
  const source = { file_id: 'inn', first_marker: 1, tokens: 9, ...(read === undefined ? {} : { read }) };
  const answered = { id: '1', role: 'assistant', status: 'completed', content: [], local: { sources: [source] } };
  const messages = [answered as unknown as Message];
  const [view] = createMessageViews(createLiveText())({ messages, run: undefined, versions: [], files });
  expect(view?.read?.[0]?.main).toBe(main);
});
