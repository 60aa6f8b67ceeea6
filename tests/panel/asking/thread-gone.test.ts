import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Thread } from '../../../lib/assistants/objects.ts';
import { eventually } from '../../support/eventually.ts';
import { A, B, createPanelWorld, fileSnapshot, settle } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

let made: ReturnType<typeof createPanelWorld>;

const GONE = { kind: 'thread-gone', asked: true };
const runs = () =>
  made.world.asked
    .filter(({ path }) => path.endsWith('/runs'))
    .map(({ path, body }) => [path.split('/')[2], JSON.parse(body).additional_messages[0]?.content]);

beforeEach(async () => {
  made = createPanelWorld();
  await made.setTab(A);
});

/** The thread is deleted in another window in the moment in which the run is to be made. */
async function askAndDelete(ask: () => void, thread: string): Promise<void> {
  const creating = Promise.withResolvers<void>();
  made.world.creating = creating.promise;
  ask();
  await settle();
  made.world.deleteThread(thread);
  await settle();
  creating.resolve();
  await settle();
  made.world.creating = Promise.resolve();
  made.world.asked.length = 0;
}

function send(words: string): void {
  made.actions.changeDraft(words);
  made.actions.send();
}

describe('a question whose thread is deleted in another window', () => {
  it('is kept in the composer, which says so, and goes to a new thread when the user wants that', async () => {
    await askAndDelete(() => send('Why?'), 'thread-a.test');
    expect(made.state()).toMatchObject({ notice: GONE, draft: 'Why?', run: { status: 'idle' } });
    expect(made.world.drafts.get('thread-a.test')).toBe('');
    made.actions.askAnew();
    await settle();
    expect(runs()).toEqual([['new-a.test', 'Why?']]);
    expect(made.state()).toMatchObject({ notice: null, draft: '', run: { status: 'waiting' } });
    expect([...made.world.drafts.values()].join('')).toBe('');
  });

  it('is asked as it stands there by then', async () => {
    await askAndDelete(() => send('Why?'), 'thread-a.test');
    made.actions.changeDraft('Why not?');
    made.actions.askAnew();
    await settle();
    expect(runs()).toEqual([['new-a.test', 'Why not?']]);
  });

  it('keeps its pictures and files too', async () => {
    made.world.connection = { protocol: 'chat-completions' } as never;
    await made.setTab(B);
    await made.setTab(A);
    made.actions.addPicture(new Blob(['seen'], { type: 'image/jpeg' }));
    made.actions.addFiles([new File(['words'], 'notes.md')]);
    await settle();
    await askAndDelete(() => send('Why?'), 'thread-a.test');
    await eventually(() => expect(made.state().files).toHaveLength(1));
    expect(made.state().pictures).toHaveLength(1);
    made.actions.askAnew();
    await eventually(() => expect(runs()).toHaveLength(1));
    await settle();
    expect(made.state()).toMatchObject({ draft: '', pictures: [], files: [] });
  });

  it('stays on its site when the user has gone on to another one', async () => {
    const creating = Promise.withResolvers<void>();
    made.world.creating = creating.promise;
    send('Why?');
    await settle();
    await made.setTab(B);
    made.world.deleteThread('thread-a.test');
    creating.resolve();
    await settle();
    expect(made.state()).toMatchObject({ notice: null, draft: '' });
    await made.setTab(A);
    expect(made.state()).toMatchObject({ notice: GONE, draft: 'Why?' });
  });

  it('is asked once more where it was not written in the composer, whatever is written there', async () => {
    await askAndDelete(() => made.actions.summarize(), 'thread-a.test');
    expect(made.state().notice).toEqual(GONE);
    made.actions.changeDraft('Something else');
    made.actions.askAnew();
    await settle();
    expect(runs()).toEqual([['new-a.test', 'summarize_question']]);
    expect(made.state().draft).toBe('Something else');
  });

  it('is still in the composer where the new thread cannot be asked either', async () => {
    await askAndDelete(() => send('Why?'), 'thread-a.test');
    made.world.deleteThread('new-a.test');
    made.actions.askAnew();
    await settle();
    expect(made.state()).toMatchObject({ notice: GONE, draft: 'Why?' });
  });
});

describe('a thread of another place that is shown here and deleted in another window', () => {
  beforeEach(async () => {
    made.world.thread = {
      metadata: { title: 'Elsewhere' },
      local: { site: 'b.test', pages: [] },
    } as unknown as Thread;
    made.actions.chooseThread('thread-other');
    await settle();
  });

  it('is left, and what was asked in it is kept for this place, also where the disk knows it no more', async () => {
    made.actions.changeDraft('Why?');
    await settle();
    made.world.drafts.clear();
    made.world.deleteThread('thread-other');
    made.actions.send();
    await settle();
    expect(made.state()).toMatchObject({ notice: GONE, visiting: null, draft: 'Why?' });
    made.actions.askAnew();
    await settle();
    expect(runs().at(-1)).toEqual(['new-a.test', 'Why?']);
  });

  it('has an earlier question that was to be asked again kept with what lay under it', async () => {
    made.actions.changeDraft('Half a');
    made.world.questions.set('thread-other', ['Earlier?']);
    made.actions.recall(1);
    await eventually(() => expect(made.state().draft).toBe('Earlier?'));
    made.world.deleteThread('thread-other');
    made.actions.send();
    await settle();
    expect(made.state()).toMatchObject({ notice: GONE, draft: 'Half a\nEarlier?' });
  });

  it('leaves words from the address bar in the composer, to be asked from there', async () => {
    made.actions.changeDraft('Half a');
    await settle();
    made.world.deleteThread('thread-other');
    await made.panel.receive({ type: 'question', text: 'Why?', tab_id: 1 });
    await settle();
    expect(made.state()).toMatchObject({ notice: GONE, draft: 'Half a\nWhy?' });
    expect(made.world.drafts.get('thread-other')).toBe('');
    made.actions.askAnew();
    await settle();
    expect(runs().at(-1)).toEqual(['new-a.test', 'Half a\nWhy?']);
    expect(made.state().draft).toBe('');
  });

  it('leaves a file that is still being read to what is asked next', async () => {
    const reading = Promise.withResolvers<ReturnType<typeof fileSnapshot>>();
    made.world.readFile.mockReturnValueOnce(reading.promise);
    made.actions.addFiles([new File(['words'], 'notes.md')]);
    await settle();
    made.world.deleteThread('thread-other');
    made.actions.summarize();
    await settle();
    expect(made.state()).toMatchObject({ notice: GONE, files: [{ name: 'notes.md', state: 'reading' }] });
    reading.resolve(fileSnapshot('notes.md'));
    await settle();
    expect(made.state().files).toMatchObject([{ name: 'notes.md', state: 'ready' }]);
  });

  it('leaves what was asked in the thread of this place where no new one could be begun', async () => {
    made.actions.leaveThread();
    send('First?');
    await settle();
    await made.world.finishRun('thread-a.test');
    made.actions.chooseThread('thread-other');
    await settle();
    made.world.deleteThread('thread-other');
    send('Why?');
    await settle();
    expect(made.state()).toMatchObject({ notice: GONE, draft: 'Why?' });
    made.world.unreadable.set(1, new Error('The page does not answer.'));
    made.actions.askAnew();
    await settle();
    expect(made.state()).toMatchObject({ notice: { kind: 'unexpected' }, draft: 'Why?' });
    await made.setTab(B);
    await made.setTab(A);
    expect(made.state().draft).toBe('Why?');
  });
});
