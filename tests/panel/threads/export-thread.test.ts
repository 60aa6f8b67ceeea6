import { describe, expect, it, vi } from 'vitest';
import type { FileObject, Message, Run, Thread } from '../../../lib/assistants/objects.ts';
import { exportThread, type ThreadExport } from '../../../lib/panel/threads/export-thread.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../../components/english.ts'));

const AT = Date.UTC(2026, 10, 21, 9, 30) / 1000;

const thread: Thread = {
  ...{ id: 'thread_1', object: 'thread', created_at: AT, tool_resources: null },
  metadata: { title: 'How bees: a "home"?' },
  local: { order: 1, site: 'bees.test', active_at: AT * 1000, pages: [] },
};

const file: FileObject = {
  ...{ id: 'file-1', object: 'file', bytes: 1, created_at: AT, filename: 'page.json', purpose: 'assistants' },
  status: 'processed',
  local: {
    ...{ order: 1, media_type: 'x' },
    page: {
      ...{ url: 'https://bees.test/a b', title: 'Bees [and] hives', kind: 'article', content_hash: 'h' },
      ...{ passages: 2, fence: 'f' },
    },
  },
};

function message(role: 'user' | 'assistant', text: string, change: Partial<Message> = {}): Message {
  return {
    ...{ id: `msg_${role}`, object: 'thread.message', created_at: AT, thread_id: 'thread_1', status: 'completed' },
    ...{ incomplete_details: null, completed_at: null, incomplete_at: null, role, assistant_id: null, run_id: null },
    content: [{ type: 'text', text: { value: text, annotations: [] } }],
    ...{ attachments: [], metadata: {}, local: { order: 1 } },
    ...change,
  };
}

const TEXT = 'They dance【1】, and vote【2】. Nobody knows why【9】.';
const at = (marker: string) => ({ start_index: TEXT.indexOf(marker), end_index: TEXT.indexOf(marker) + marker.length });
const cites = (text: string) =>
  ({ type: 'file_citation', text, ...at(text), file_citation: { file_id: 'file-1' } }) as const;

const answer = message('assistant', TEXT, {
  run_id: 'run_1',
  content: [{ type: 'text', text: { value: TEXT, annotations: [cites('【1】'), cites('【2】')] } }],
  local: {
    order: 2,
    citations: [
      { marker: 1, start_index: at('【1】').start_index, file_id: 'file-1', passage: 1, quote: 'scouts dance' },
      { marker: 2, start_index: at('【2】').start_index, file_id: 'file-1', passage: 2, quote: null },
    ],
  },
});

const rows = (change: Partial<ThreadExport> = {}): ThreadExport => ({
  thread,
  messages: [
    message('user', 'How do they choose?', { attachments: [{ file_id: 'file-1', tools: [{ type: 'file_search' }] }] }),
    answer,
  ],
  runs: [{ id: 'run_1', model: 'small', local: { order: 1 } } as unknown as Run],
  steps: [],
  files: [file],
  passage: (_file, passage) => `The words of passage ${passage}.`,
  ...change,
});

describe('a thread as Markdown', () => {
  it('has questions and answers, and each verified citation as a footnote with its words and address', () => {
    const { name, type, text } = exportThread(rows(), 'markdown');
    expect([name, type]).toEqual(['How bees a home.md', 'text/markdown']);
    expect(text).toContain('# How bees: a "home"?');
    expect(text).toContain('Site: bees.test');
    expect(text).toContain('How do they choose?\n\n- [Bees \\[and\\] hives](<https://bees.test/a%20b>)');
    expect(text).toMatch(/## Answer \(.*2026.*, small\)/);
    expect(text).toContain('They dance[^source-1], and vote[^source-2]. Nobody knows why.');
    expect(text).toContain('[^source-1]: [Bees \\[and\\] hives](<https://bees.test/a%20b>): “scouts dance”');
    expect(text).toContain('[^source-2]: [Bees \\[and\\] hives](<https://bees.test/a%20b>): “The words of passage 2.”');
    expect(text).not.toContain('【');
  });

  it('says what is not complete, and what is gone', () => {
    const { text } = exportThread(
      rows({ messages: [{ ...answer, status: 'incomplete' }], files: [], passage: () => undefined }),
      'markdown',
    );
    expect(text).toContain('*This answer is not complete.*');
    expect(text).toContain('[^source-2]: a page that is deleted');
  });

  it('has a title and a file name where nobody gave one', () => {
    const { name, text } = exportThread(rows({ thread: { ...thread, metadata: { title: ' ../ ' } } }), 'markdown');
    expect(name).toBe('thread.md');
    expect(text).toContain('# ../');
    const long = exportThread(
      rows({ thread: { ...thread, metadata: { title: `a${'🐝'.repeat(90)}` } } }),
      'markdown',
    ).name;
    expect(long.isWellFormed()).toBe(true);
    expect(new TextEncoder().encode(long).length).toBeLessThan(255);
    expect(exportThread(rows({ thread: { ...thread, metadata: {} } }), 'markdown').text).toContain('# Untitled thread');
  });
});

it('a thread as JSON has the Assistants objects, without what is ours alone', () => {
  const { name, text } = exportThread(rows(), 'json');
  expect(name).toBe('How bees a home.json');
  const objects = JSON.parse(text);
  expect(objects).toMatchObject({ thread: { id: 'thread_1' }, messages: [{ role: 'user' }, { run_id: 'run_1' }] });
  expect(text).not.toContain('"local"');
});
