import { expect, it } from 'vitest';
import type { FileObject, Message } from '../../lib/assistants/objects.ts';
import { createLiveText } from '../../lib/panel/live-text.ts';
import { createMessageViews } from '../../lib/panel/message-views.ts';

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
  const views = createMessageViews(createLiveText())({ messages, run: undefined, files: FILES });
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
