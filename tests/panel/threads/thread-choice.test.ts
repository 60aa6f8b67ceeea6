import { beforeEach, expect, it, vi } from 'vitest';
import type { Thread } from '../../../lib/assistants/objects.ts';
import { A, B, createPanelWorld, settle } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

let made: ReturnType<typeof createPanelWorld>;

/** A thread of b.test, whatever is asked for. */
const ELSEWHERE = { metadata: { title: 'Elsewhere' }, local: { site: 'b.test', pages: [] } };

beforeEach(async () => {
  made = createPanelWorld();
  made.world.thread = ELSEWHERE as unknown as Thread;
  await made.setTab(A);
});

async function visit(): Promise<void> {
  made.actions.chooseThread('thread-other');
  await settle();
}

const runs = () => made.world.asked.filter(({ path }) => path.endsWith('/runs')).map(({ path }) => path);

it('a thread of another site is shown beside this tab, and questions go to it with the page in front', async () => {
  await visit();
  expect(made.state().visiting).toBe('b.test');
  made.actions.changeDraft('Why?');
  made.actions.send();
  await settle();
  expect(runs()).toEqual(['/threads/thread-other/runs']);
  expect(made.world.captured).toEqual([A.id]);
});

it('what is being written on the site stays there, and what is written in the other thread too', async () => {
  made.actions.changeDraft('of a');
  await visit();
  expect(made.state().draft).toBe('');
  made.actions.changeDraft('of the other');
  made.actions.leaveThread();
  await settle();
  expect(made.state()).toMatchObject({ visiting: null, draft: 'of a' });
  await visit();
  expect(made.state().draft).toBe('of the other');
});

it('it goes with the site in front', async () => {
  await visit();
  await made.setTab(B);
  expect(made.state().visiting).toBeNull();
  await made.setTab(A);
  expect(made.state().visiting).toBeNull();
  made.actions.changeDraft('Why?');
  made.actions.send();
  await settle();
  expect(runs()).toEqual(['/threads/thread-a.test/runs']);
});

it('what is written right behind "new thread" belongs to the new one, even before it is there', async () => {
  made.actions.changeDraft('A first question');
  made.actions.send();
  await settle();
  made.actions.changeDraft('Old words');
  await settle();
  const starting = Promise.withResolvers<undefined>();
  made.world.send.mockImplementationOnce(() => starting.promise);
  made.actions.newThread();
  made.actions.changeDraft('New words');
  await settle();
  expect(made.state().draft).toBe('New words');
  starting.resolve(undefined);
  await settle();
  expect(made.state().draft).toBe('New words');
  expect(made.world.drafts.get('new-a.test')).toBe('New words');
  expect(made.world.drafts.get('thread-a.test')).toBe('Old words');
});

it('where no new thread comes, what was written stays with the one there is', async () => {
  made.world.send.mockRejectedValueOnce(new Error('The worker is gone.'));
  made.actions.newThread();
  made.actions.changeDraft('New words');
  await settle();
  expect(made.state().draft).toBe('New words');
  expect(made.state().notice).not.toBeNull();
});

it('another page of the same site leaves it where it is', async () => {
  await visit();
  await made.setTab({ ...A, url: 'https://a.test/other' });
  expect(made.state().visiting).toBe('b.test');
});

it('a question that is being prepared for a thread that is deleted is not asked, and stays where it was typed', async () => {
  await visit();
  const capturing = Promise.withResolvers<void>();
  made.world.capturing = capturing.promise;
  made.actions.changeDraft('Why?');
  made.actions.send();
  await settle();
  const library = await made.actions.openThreads();
  await library.remove('thread-other');
  capturing.resolve();
  await settle();
  expect(runs()).toEqual([]);
  expect(made.state().notice).toBeNull();
  expect(made.world.drafts.get('thread-other')).toBe('Why?');
});

it('a deleted thread can be put back until the user lets it go', async () => {
  const library = await made.actions.openThreads();
  await library.remove('thread-gone');
  expect(made.state().deleted_thread).toBe('thread-gone');
  made.actions.putBackThread();
  await settle();
  expect(made.state().deleted_thread).toBeNull();
  await library.remove('thread-gone');
  await library.remove('thread-next');
  made.actions.forgetThread();
  await settle();
  expect(made.state().deleted_thread).toBeNull();
  expect(made.world.sent).toEqual([
    ['thread-delete', { thread_id: 'thread-gone' }],
    ['thread-restore', { thread_id: 'thread-gone' }],
    ['thread-delete', { thread_id: 'thread-gone' }],
    ['thread-delete', { thread_id: 'thread-next' }],
    ['thread-forget', { thread_id: 'thread-gone' }],
    ['thread-forget', { thread_id: 'thread-next' }],
  ]);
});
