import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import type { PromptRow } from '../../../lib/panel/prompts/prompts-model.ts';
import { runPrompt } from '../../../lib/panel/prompts/run-prompt.ts';
import { eventually } from '../../support/eventually.ts';
import { A, B, createPanelWorld, settle, snapshotOf } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => import('../../components/english.ts'));

const CONNECTION = { id: 'conn_1', name: 'Test', protocol: 'chat-completions', model: 'm' } as Connection;

const own = (name: string, text: string, command = name.toLowerCase()): PromptRow => ({
  id: name,
  name,
  command,
  text,
  order: 1,
  created_at: 1,
});

let setUp: ReturnType<typeof createPanelWorld>;

beforeEach(async () => {
  setUp = createPanelWorld();
  setUp.world.connection = CONNECTION;
  await setUp.setTab(A);
});

const asked = () => setUp.world.asked.filter(({ path }) => path.endsWith('/runs')).map(({ body }) => JSON.parse(body));
const words = () => asked().map(({ additional_messages: [message] }) => message.content);

async function send(text: string): Promise<void> {
  setUp.actions.changeDraft(text);
  setUp.actions.send();
  // The library is loaded for the first command.
  await eventually(settle);
  await settle();
}

describe('a command', () => {
  it('asks what its prompt says', async () => {
    await send('/key-points');
    expect(words()).toEqual(['List the key points of this page.']);
    expect(asked()[0].metadata).toEqual({ task: 'summarize', prompt: 'key-points' });
    expect(setUp.state().draft).toBe('');
  });

  it('takes the words behind it', async () => {
    setUp.world.prompts = {
      own: [own('Compare', 'Compare {{page limit=300}} ({{title}}) with {{input}}.')],
      hidden: [],
      keys: {},
    };
    await send('/compare  bread\nand cake');
    expect(words()).toEqual(['Compare this page (A) with bread\nand cake.']);
    expect(asked()[0].metadata).toEqual({ task: 'answer', prompt: 'compare', page_tokens: '300' });
  });

  it('attaches what is marked where its prompt speaks of it', async () => {
    await send('/translate French');
    expect(words()).toEqual(['Translate the selection into French. Keep its structure.']);
    expect(asked()[0].additional_messages[0].attachments).toHaveLength(2);
  });

  it('is typed in small letters or not, by the name in any language or by its first one', async () => {
    await send('/SUMMARIZE');
    await setUp.world.finishRun('thread-a.test');
    await send('/counter-arguments');
    expect(words().map((one) => one.slice(0, 9))).toEqual(['Summarize', 'What are ']);
  });

  it.each(['/etc/hosts is what?', '/', '/ summarize', 'Is /summarize a word?'])(
    'that there is none is words like any other: %s',
    async (typed) => {
      await send(typed);
      expect(words()).toEqual([typed]);
    },
  );

  it('of the user’s own goes before a built-in one, and a hidden one can be typed', async () => {
    setUp.world.prompts = { own: [own('Explain', 'My way: {{page}}')], hidden: ['quiz'], keys: {} };
    await send('/explain');
    await setUp.world.finishRun('thread-a.test');
    await send('/quiz');
    expect(words()).toEqual(['My way: this page', expect.stringMatching(/^Write five questions/)]);
  });

  it('without the words that its prompt takes waits for them', async () => {
    setUp.world.prompts = { own: [own('Compare', 'Compare {{page}} with {{input}}.')], hidden: [], keys: {} };
    await send('/compare');
    expect([setUp.state().draft, words()]).toEqual(['/compare ', []]);
    await send('/compare ');
    expect(words()).toEqual(['Compare this page with .']);
  });

  it('is asked where it was sent, although the user has gone on to another site meanwhile', async () => {
    setUp.world.drafts.set('b.test', 'half a thought');
    const { promise, resolve } = Promise.withResolvers<PageSnapshot>();
    setUp.world.reading.set(1, () => promise);
    await send('/translate French');
    await setUp.setTab(B);
    resolve(snapshotOf('https://a.test/'));
    await settle();
    await settle();
    expect(setUp.world.asked.filter(({ path }) => path !== '/files').map(({ path }) => path)).toEqual([
      '/threads/thread-a.test/runs',
    ]);
    expect(setUp.world.asked.some(({ body }) => body.includes('https://b.test/'))).toBe(false);
    expect(setUp.state()).toMatchObject({ draft: 'half a thought', notice: null });
    await setUp.setTab(A);
    expect(setUp.state().draft).toBe('');
  });

  it('waits for its words where it was sent', async () => {
    setUp.world.prompts = { own: [own('Compare', 'Compare {{page}} with {{input}}.')], hidden: [], keys: {} };
    setUp.actions.changeDraft('/compare');
    setUp.actions.send();
    await setUp.setTab(B);
    expect(setUp.state().draft).toBe('');
    await setUp.setTab(A);
    expect(setUp.state().draft).toBe('/compare ');
  });

  it('may begin with the wide slash of an Asian keyboard', async () => {
    await send('／translate　French');
    expect(words()).toEqual(['Translate the selection into French. Keep its structure.']);
  });

  it('stays where it is when the question does not come through', async () => {
    setUp.world.send.mockRejectedValueOnce(new AppFailure({ kind: 'storage-full' }));
    await send('/quiz hard');
    expect([setUp.state().draft, words()]).toEqual(['/quiz hard', []]);
  });
});

describe('on this device', () => {
  beforeEach(async () => {
    setUp = createPanelWorld();
    await setUp.setTab(A);
  });

  it('a prompt that quoting cannot do says that it needs a model, and asks nothing', async () => {
    await send('/translate French');
    expect(words()).toEqual([]);
    expect(setUp.state()).toMatchObject({
      draft: '/translate French',
      notice: { kind: 'prompt-needs-model', name: 'Translate' },
    });
  });

  it.each(['/summarize', '/key-points'])('%s goes on', async (typed) => {
    await send(typed);
    expect(words()).toHaveLength(1);
  });
});

describe('a prompt from elsewhere', () => {
  const follow = { site: () => 'a.test', tab: () => A } as Parameters<typeof runPrompt>[0]['follow'];

  function parts() {
    const send = vi.fn(async () => true);
    const notify = vi.fn();
    const selection = vi.fn(async () => ({ text: 'marked', url: 'https://a.test/' }));
    const reads = { prompts: async () => setUp.world.prompts };
    const work = { notify } as unknown as Parameters<typeof runPrompt>[0]['work'];
    return {
      send,
      notify,
      selection,
      all: { reads, follow, work, asking: { send, selection }, quotesOnly: () => false },
    };
  }

  it('is asked about what is marked', async () => {
    const { all, send } = parts();
    await runPrompt(all, 'simplify');
    const marked = { text: 'marked', url: 'https://a.test/' };
    const text = 'Rewrite the selection in short, simple sentences. Keep every fact.';
    const more = { task: 'answer', page_tokens: null, prompt: 'simplify' };
    expect(send).toHaveBeenCalledExactlyOnceWith(text, marked, [], more);
  });

  it('is asked about the words that come with it, or about the page', async () => {
    const { all, send, selection } = parts();
    const given = { text: 'given', url: 'https://a.test/' };
    await runPrompt(all, 'explain', given);
    expect(selection).not.toHaveBeenCalled();
    selection.mockResolvedValueOnce(null as never);
    await runPrompt(all, 'explain');
    expect(send.mock.calls.map(([text, marked]: unknown[]) => [String(text).slice(0, 21), marked])).toEqual([
      ['Explain the selection', given],
      ['Explain this page in ', null],
    ]);
  });

  it('says what went wrong', async () => {
    const { all, send, notify } = parts();
    send.mockRejectedValueOnce(new AppFailure({ kind: 'storage-full' }));
    await runPrompt(all, 'explain');
    expect(notify).toHaveBeenCalledExactlyOnceWith('a.test', { kind: 'storage-full' });
  });
});
