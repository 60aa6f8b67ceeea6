import { beforeEach, expect, it, vi } from 'vitest';
import type { Message, Run } from '../../../lib/assistants/objects.ts';
import { createMessageWork } from '../../../lib/panel/conversation/message-work.ts';
import { createSiteWork } from '../../../lib/panel/site-work.ts';
import { settle } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

const message = (id: string, change: Partial<Message> = {}): Message =>
  ({
    ...{ id, thread_id: 'thread_1', role: 'user', run_id: null, attachments: [{ file_id: 'file-1', tools: [] }] },
    content: [
      { type: 'text', text: { value: 'Why?', annotations: [] } },
      { type: 'image_file', image_file: { file_id: 'file-2' } },
    ],
    ...change,
  }) as Message;

const MESSAGES = [
  message('msg_1'),
  message('msg_2', { role: 'assistant', run_id: 'run_1' }),
  message('msg_3', { role: 'assistant', run_id: 'run_1' }),
];

let sent: [name: string, input: unknown][];
let stopped: boolean;
let metadata: Record<string, string>;
const createRun = vi.fn();

function panel() {
  return createMessageWork({
    ports: {
      background: {
        send: async (name: string, input: unknown) => {
          sent.push([name, input]);
          return name === 'message-remove' ? { message: MESSAGES[0], versions: [] } : null;
        },
      },
      reads: {
        getRun: async () => ({ metadata }),
        firstOfRun: async (runId: string, threadId: string) =>
          MESSAGES.find(({ run_id, thread_id }) => run_id === runId && thread_id === threadId),
        connections: async () => [],
      },
    } as never,
    asking: {
      once: (task: (options: never, site: string) => Promise<unknown>) =>
        task({ signal: stopped ? AbortSignal.abort() : new AbortController().signal } as never, 'a.test').then(
          () => true,
          () => false,
        ),
    },
    requests: { createRun } as never,
    conversation: {
      rows: () => ({ messages: MESSAGES, run: undefined, versions: [], files: [] }),
      threadId: () => 'thread_1',
      expect: vi.fn(),
    } as never,
    follow: { site: () => 'a.test' } as never,
    work: createSiteWork(vi.fn()),
    changed: vi.fn(),
  });
}

beforeEach(() => {
  sent = [];
  stopped = false;
  metadata = { task: 'summarize' };
  createRun.mockReset();
  createRun.mockResolvedValue({ id: 'run_2' } as Run);
});

it('asks for the whole answer again, for what it was asked for, of whom the user chose', async () => {
  panel().actions.answerAgain('msg_3', 'conn_1/');
  await settle();
  expect(sent).toEqual([['message-set-aside', { thread_id: 'thread_1', message_id: 'msg_2' }]]);
  expect(createRun).toHaveBeenCalledWith('thread_1', {
    ...{
      text: null,
      attachments: [],
      pictures: [],
      metadata: { task: 'summarize', asked_of: 'conn_1/' },
      model: 'conn_1/',
    },
  });
});

it('asks a question in other words with everything that went with it', async () => {
  expect(await panel().actions.editMessage('msg_1', ' How? ')).toBe(true);
  expect(sent).toEqual([['message-set-aside', { thread_id: 'thread_1', message_id: 'msg_1' }]]);
  expect(createRun).toHaveBeenCalledWith('thread_1', {
    ...{ text: 'How?', attachments: [{ file_id: 'file-1', tools: [] }], pictures: ['file-2'], metadata: {} },
  });
});

it('asks in other words without the pages that the question left out', async () => {
  metadata = { task: 'answer', pages_left_out: 'true' };
  await panel().actions.editMessage('msg_1', 'How?');
  expect(createRun.mock.calls[0]?.[1].metadata).toEqual({ pages_left_out: 'true' });
});

it('puts everything back where it cannot be asked, and says so to the form that holds the words', async () => {
  createRun.mockRejectedValue(new Error('storage full'));
  expect(await panel().actions.editMessage('msg_1', 'How?')).toBe(false);
  expect(sent.map(([name]) => name)).toEqual(['message-set-aside', 'message-choose']);
});

it('does not ask what was stopped, and puts everything back', async () => {
  stopped = true;
  expect(await panel().actions.editMessage('msg_1', 'How?')).toBe(false);
  expect(createRun).not.toHaveBeenCalled();
  expect(sent).toEqual([]);
});

it('asks nothing in no words', async () => {
  expect(await panel().actions.editMessage('msg_1', '  ')).toBe(false);
  expect(sent).toEqual([]);
});

it('offers to put back what was deleted, until that is done or forgotten', async () => {
  const { actions, removed } = panel();
  actions.removeMessage('msg_1');
  await settle();
  expect(removed()).toBe('msg_1');
  actions.putBackMessage();
  await settle();
  expect(removed()).toBeNull();
  expect(sent.at(-1)).toEqual(['message-put-back', { message: MESSAGES[0], versions: [] }]);
  actions.removeMessage('msg_1');
  await settle();
  actions.forgetRemoved();
  expect(removed()).toBeNull();
});
