import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../lib/errors.ts';
import { eventually } from '../support/eventually.ts';
import { A, B, createPanelWorld, settle, UNKNOWN } from '../support/panel-world.ts';

vi.mock('../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

let setUp: ReturnType<typeof createPanelWorld>;

beforeEach(() => {
  setUp = createPanelWorld();
});

const paths = () => setUp.world.asked.map(({ path }) => path);
const filesAsked = () => setUp.world.asked.filter(({ path }) => path === '/files').map(({ body }) => body);

it('gives what is shown under the same identity while it says the same', async () => {
  await setUp.setTab(A);
  setUp.actions.summarize();
  await settle();
  const before = setUp.state();
  setUp.actions.changeDraft('Why?');
  const after = setUp.state();
  expect(after.draft).toBe('Why?');
  for (const part of ['run', 'window', 'tab', 'answering_with', 'mentions', 'messages', 'usages'] as const)
    expect(after[part], part).toBe(before[part]);
});

describe('asking', () => {
  it('reads the page, puts it into its site’s thread and makes one run', async () => {
    await setUp.setTab(A);
    setUp.actions.summarize();
    await settle();
    expect(setUp.world.captured).toEqual([1]);
    expect(paths()).toEqual(['/files', '/threads/thread-a.test/runs']);
    expect(setUp.state().run.status).toBe('waiting');
  });

  it('asks once however often the button is pressed', async () => {
    await setUp.setTab(A);
    setUp.actions.summarize();
    setUp.actions.summarize();
    await settle();
    setUp.actions.summarize();
    await settle();
    expect(paths().filter((path) => path.endsWith('/runs'))).toHaveLength(1);
  });

  it('stops while the page is being read, and asks nothing', async () => {
    await setUp.setTab(A);
    const capturing = Promise.withResolvers<void>();
    setUp.world.capturing = capturing.promise;
    setUp.actions.summarize();
    await settle();
    expect(setUp.state().run.status).toBe('reading-page');
    setUp.actions.stop();
    await settle();
    expect(setUp.state()).toMatchObject({ run: { status: 'idle' }, notice: null });
    capturing.resolve();
    await settle();
    expect(paths()).toEqual([]);
  });

  it('puts nothing into a site’s thread that was read from another site', async () => {
    await setUp.setTab(A);
    setUp.world.readUrl = 'https://b.test/secret';
    setUp.actions.summarize();
    await settle();
    expect(paths()).toEqual([]);
    expect(setUp.state().notice).toMatchObject({ kind: 'page-not-readable' });
  });

  it('says that a tab is not granted, and keeps what was typed', async () => {
    await setUp.setTab(UNKNOWN);
    setUp.actions.changeDraft('What is this?');
    setUp.actions.send();
    await settle();
    expect(setUp.state()).toMatchObject({ notice: { reason: 'not-granted' }, draft: 'What is this?' });
  });

  it('asks again with the same task after a failure', async () => {
    await setUp.setTab(A);
    setUp.actions.summarize();
    await settle();
    await setUp.world.finishRun('thread-a.test');
    setUp.actions.retry();
    await settle();
    const runs = setUp.world.asked.filter(({ path }) => path.endsWith('/runs')).map(({ body }) => JSON.parse(body));
    expect(runs.map(({ metadata }) => metadata)).toEqual([{ task: 'summarize' }, { task: 'summarize' }]);
    expect(runs[1].additional_messages).toEqual([]);
  });
});

describe('going to another site while something is asked', () => {
  it('leaves the other site free: it shows nothing of it and can ask', async () => {
    await setUp.setTab(A);
    const creating = Promise.withResolvers<void>();
    setUp.world.creating = creating.promise;
    setUp.actions.summarize();
    await settle();
    await setUp.setTab(B);
    expect(setUp.state().run.status).toBe('idle');
    setUp.world.creating = Promise.resolve();
    setUp.actions.summarize();
    await settle();
    expect(setUp.world.captured).toEqual([1, 2]);
    creating.resolve();
    await settle();
    expect(paths()).toContain('/threads/thread-b.test/runs');
    expect(setUp.state().tab).toMatchObject({ site: 'b.test' });
  });

  it('does not bring the sent question back as a draft', async () => {
    await setUp.setTab(A);
    const creating = Promise.withResolvers<void>();
    setUp.world.creating = creating.promise;
    setUp.actions.changeDraft('My question');
    setUp.actions.send();
    await settle();
    await setUp.setTab(B);
    creating.resolve();
    await settle();
    await setUp.setTab(A);
    expect(setUp.state().draft).toBe('');
  });

  it('leaves a failure where it happened', async () => {
    await setUp.setTab(A);
    setUp.world.send.mockRejectedValueOnce(new AppFailure({ kind: 'storage-full' }));
    setUp.actions.summarize();
    await settle();
    expect(setUp.state().notice).toEqual({ kind: 'storage-full' });
    await setUp.setTab(B);
    expect(setUp.state().notice).toBeNull();
    await setUp.setTab(A);
    expect(setUp.state().notice).toEqual({ kind: 'storage-full' });
  });
});

describe('what a key press brings', () => {
  it('is for the tab it was pressed on, not for the one that has come to the front since', async () => {
    await setUp.setTab(A);
    setUp.world.slipTo(B);
    await setUp.panel.receive({ type: 'summarize', tab_id: 1 });
    await settle();
    expect(setUp.world.captured).toEqual([]);
  });

  it('takes the selection along and asks for the composer', async () => {
    await setUp.setTab(A);
    await setUp.panel.receive({ type: 'ask', text: '', tab_id: 1 });
    expect(setUp.state()).toMatchObject({ selection: 'marked on https://a.test/', focus_request: 1 });
    setUp.actions.changeDraft('Explain');
    setUp.actions.send();
    await settle();
    expect(filesAsked().some((body) => body.includes('"kind":"selection"'))).toBe(true);
    expect(setUp.state().selection).toBeNull();
  });

  it('never carries a selection to another page', async () => {
    await setUp.setTab(A);
    await setUp.panel.receive({ type: 'ask', text: '', tab_id: 1 });
    await setUp.setTab(B);
    expect(setUp.state().selection).toBeNull();
    setUp.actions.changeDraft('What?');
    setUp.actions.send();
    await settle();
    expect(filesAsked().some((body) => body.includes('"kind":"selection"'))).toBe(false);
  });
});

describe('what fails is said', () => {
  it('a citation that cannot be shown', async () => {
    await setUp.setTab(A);
    setUp.world.highlight.mockResolvedValueOnce(false);
    setUp.actions.showCitation({ marker: 1, start_index: 0, file_id: 'file-1', passage: 1, quote: 'Some words.' });
    await eventually(async () => {
      await settle();
      expect(setUp.state().notice).toEqual({ kind: 'quote-gone' });
    });
  });

  it('a tab that nobody can tell', async () => {
    setUp.world.current.mockRejectedValueOnce(new Error('The disk is gone.'));
    await setUp.setTab(A);
    expect(setUp.state().notice).toEqual({ kind: 'unexpected', detail: 'The disk is gone.' });
    await setUp.setTab(A);
    expect(setUp.state()).toMatchObject({ tab: { status: 'ready' }, notice: null });
  });

  it('a new thread that cannot be made', async () => {
    await setUp.setTab(A);
    setUp.world.send.mockRejectedValueOnce(new AppFailure({ kind: 'storage-full' }));
    setUp.actions.newThread();
    await settle();
    expect(setUp.state().notice).toEqual({ kind: 'storage-full' });
  });
});
