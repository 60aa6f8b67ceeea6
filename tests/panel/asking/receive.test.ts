import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import type { Connection } from '../../../lib/models/connection.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { A, B, createPanelWorld, settle, snapshotOf } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({
  t: (key: string) => (key.endsWith('_text') ? `${key} {{selection}}` : key),
}));

const LINK = 'https://c.test/far';

let setUp: ReturnType<typeof createPanelWorld>;

beforeEach(async () => {
  setUp = createPanelWorld();
  setUp.world.connection = {
    id: 'connection-1',
    name: 'Server',
    model: 'm',
    protocol: 'chat-completions',
  } as Connection;
  await setUp.setTab(A);
});

const asked = () =>
  setUp.world.asked
    .filter(({ path }) => path.endsWith('/runs'))
    .map(({ body }) => JSON.parse(body).additional_messages[0].content as string);
const attached = () => setUp.world.asked.filter(({ path }) => path === '/files').map(({ body }) => body);

describe('words from the address bar', () => {
  it('are asked at once about the page in front, and what is being written stays', async () => {
    setUp.actions.changeDraft('half a thought');
    await setUp.panel.receive({ type: 'question', text: 'How many?', tab_id: 1 });
    await settle();
    expect(asked()).toEqual(['How many?']);
    expect(setUp.state().draft).toBe('half a thought');
  });

  it('are kept in the composer where they cannot be asked now', async () => {
    setUp.actions.summarize();
    await settle();
    setUp.actions.changeDraft('half a thought');
    await setUp.panel.receive({ type: 'question', text: 'How many?', tab_id: 1 });
    await settle();
    expect(asked()).toHaveLength(1);
    expect(setUp.state()).toMatchObject({ draft: 'half a thought\nHow many?', focus_request: 1 });
  });

  it('are kept where they were typed when that fails while another site is in front', async () => {
    setUp.world.drafts.set('b.test', 'half a thought');
    const { promise, reject } = Promise.withResolvers<PageSnapshot>();
    setUp.world.reading.set(1, () => promise);
    const received = setUp.panel.receive({ type: 'question', text: 'How many?', tab_id: 1 });
    await settle();
    await setUp.setTab(B);
    reject(new Error('gone'));
    await received;
    expect(setUp.state()).toMatchObject({ draft: 'half a thought', notice: null });
    await setUp.setTab(A);
    expect(setUp.state()).toMatchObject({ draft: 'How many?', notice: { kind: 'unexpected' } });
  });

  it('are not asked about another page than the one they were typed over', async () => {
    await setUp.setTab(B);
    await setUp.panel.receive({ type: 'question', text: 'How many?', tab_id: 1 });
    await settle();
    expect(asked()).toEqual([]);
  });

  it('open an earlier thread', async () => {
    await setUp.panel.receive({ type: 'thread', thread_id: 'thread_1', tab_id: 1 });
    await settle();
    expect(setUp.world.sent).toContainEqual(['thread-choose', expect.objectContaining({ thread_id: 'thread_1' })]);
  });
});

describe('a selection', () => {
  it('goes along as the page has it, rather than as the browser flattens it', async () => {
    await setUp.panel.receive({ type: 'ask', text: 'flattened', tab_id: 1 });
    expect(setUp.state()).toMatchObject({ selection: 'marked on https://a.test/', focus_request: 1 });
  });

  it('goes along as the browser tells it where the page has none, as in a closed frame', async () => {
    setUp.world.marked = null;
    await setUp.panel.receive({ type: 'ask', text: 'words in a frame', tab_id: 1 });
    expect(setUp.state().selection).toBe('words in a frame');
    setUp.actions.changeDraft('Why?');
    setUp.actions.send();
    await settle();
    expect(asked()).toEqual(['Why?']);
    expect(attached().some((body) => body.includes('words in a frame'))).toBe(true);
  });

  it('is put into the question where there is no page that it could go along with', async () => {
    await setUp.setTab({ ...A, url: 'chrome://extensions/' });
    await setUp.panel.receive({ type: 'ask', text: 'some words', tab_id: 1 });
    expect(setUp.state()).toMatchObject({ selection: null, draft: 'some words' });
  });

  it.each(['explain', 'translate'] as const)('can be had to %s at once', async (prompt_id) => {
    await setUp.panel.receive({ type: 'prompt', prompt_id, text: '', tab_id: 1 });
    await settle();
    expect(asked()).toEqual([`prompts_${prompt_id}_text prompts_the_selection`]);
    expect(attached().some((body) => body.includes('marked on https://a.test/'))).toBe(true);
  });

  it('is asked about where it is, although another tab comes to the front while it is read', async () => {
    const { promise, resolve } = Promise.withResolvers<PageSnapshot>();
    setUp.world.reading.set(1, () => promise);
    const received = setUp.panel.receive({ type: 'prompt', prompt_id: 'explain', text: '', tab_id: 1 });
    await settle();
    await setUp.setTab(B);
    resolve(snapshotOf('https://a.test/'));
    await received;
    await settle();
    expect(setUp.world.asked.map(({ path }) => path).filter((path) => path !== '/files')).toEqual([
      '/threads/thread-a.test/runs',
    ]);
    expect(setUp.world.captured).toEqual([1, 1]);
  });
});

describe('a link', () => {
  it('goes along with its words and address, in place of a selection', async () => {
    await setUp.panel.receive({ type: 'link', url: LINK, text: '', tab_id: 1 });
    expect(setUp.state()).toMatchObject({
      link: { url: LINK, text: 'A link of the page', host: 'c.test', can_read: true },
      focus_request: 1,
    });
    expect(setUp.state().link).toBe(setUp.state().link);
    setUp.actions.changeDraft('Worth it?');
    setUp.actions.send();
    await settle();
    expect(attached().some((body) => body.includes(`A link of the page <${LINK}>`))).toBe(true);
    expect(setUp.state().link).toBeNull();
    expect(setUp.world.openBehind).not.toHaveBeenCalled();
  });

  it('is followed only when the user wants it: its page is opened behind this one and taken along', async () => {
    await setUp.panel.receive({ type: 'link', url: LINK, text: 'Far', tab_id: 1 });
    const { link } = setUp.state();
    if (link === null) throw new Error('There is no link.');
    setUp.actions.takeLink(link);
    expect(setUp.world.requestOrigin).toHaveBeenCalledWith(LINK);
    await settle();
    expect(setUp.state().mentions).toMatchObject([{ tab_id: 9, title: 'C', state: 'ready' }]);
    expect(setUp.world.requestOrigin).toHaveBeenCalledTimes(1);
  });

  it('is not opened where the user refuses its site', async () => {
    setUp.world.requestOrigin.mockResolvedValue(false);
    setUp.actions.takeLink({ url: LINK, text: 'Far', host: 'c.test', can_read: true });
    await settle();
    expect(setUp.world.openBehind).not.toHaveBeenCalled();
    expect(setUp.state().mentions).toEqual([]);
  });

  it('that leads to no page cannot be read', async () => {
    await setUp.panel.receive({ type: 'link', url: 'mailto:ada@a.test', text: 'Ada', tab_id: 1 });
    expect(setUp.state().link).toMatchObject({ can_read: false, host: '' });
  });
});

describe('an image', () => {
  it('goes into the question', async () => {
    await setUp.panel.receive({ type: 'image', url: 'https://a.test/i.png', frame_id: 0, tab_id: 1 });
    await settle();
    expect(setUp.state().pictures).toHaveLength(1);
    expect(setUp.world.image).toHaveBeenCalledWith(A, { url: 'https://a.test/i.png', frame_id: 0 });
  });

  it('that cannot be read is said to be so', async () => {
    setUp.world.image.mockRejectedValue(new AppFailure({ kind: 'no-picture', reason: 'out-of-reach' }));
    await setUp.panel.receive({ type: 'image', url: 'https://a.test/i.png', frame_id: 3, tab_id: 1 });
    await settle();
    expect(setUp.state()).toMatchObject({ pictures: [], notice: { kind: 'no-picture', reason: 'out-of-reach' } });
  });
});

describe('the first run', () => {
  it('lasts until something has been asked or the user puts it away', async () => {
    const first = createPanelWorld({ isFirstRun: true });
    await first.setTab(A);
    expect(first.state().first_run).toBe(true);
    first.actions.endFirstRun();
    expect(first.state().first_run).toBe(false);
    expect(first.world.endFirstRun).toHaveBeenCalledTimes(1);
    expect(setUp.state().first_run).toBe(false);
  });
});
