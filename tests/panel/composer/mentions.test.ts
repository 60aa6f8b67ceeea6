import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppFailure } from '../../../lib/errors.ts';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import type { OpenTab } from '../../../lib/panel/model.ts';
import type { CaptureOptions } from '../../../lib/panel/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { A, createPanelWorld, settle, snapshotOf } from '../../support/panel-world.ts';

vi.mock('../../../lib/i18n/index.ts', () => ({ t: (key: string) => key }));

const tab = (id: number, host: string, change: Partial<OpenTab> = {}): OpenTab => ({
  id,
  url: `https://${host}/`,
  host,
  title: `The page of ${host}`,
  asleep: false,
  ...change,
});

const C = tab(7, 'c.test');
const D = tab(8, 'd.test');

let setUp: ReturnType<typeof createPanelWorld>;

beforeEach(async () => {
  setUp = createPanelWorld();
  setUp.world.others = [C, D];
  await setUp.setTab(A);
});

const states = () => setUp.state().mentions.map(({ tab_id, state }) => [tab_id, state]);
const attached = () =>
  setUp.world.asked
    .filter(({ path }) => path.endsWith('/runs'))
    .map(({ body }) => JSON.parse(body).additional_messages[0].attachments.length);
const urls = () =>
  setUp.world.asked.filter(({ path }) => path === '/files').map(({ body }) => body.match(/"url":"([^"]+)"/)?.[1]);

async function ask(): Promise<void> {
  setUp.actions.changeDraft('What do they say?');
  setUp.actions.send();
  await settle();
}

describe('tabs that are taken along', () => {
  it('are read and attached before the page in front, and then leave the composer', async () => {
    setUp.actions.mention(C);
    setUp.actions.mention(D);
    await settle();
    expect(states()).toEqual([
      [7, 'ready'],
      [8, 'ready'],
    ]);
    await ask();
    expect(urls()).toEqual(['https://c.test/', 'https://d.test/', 'https://a.test/']);
    expect(attached()).toEqual([3]);
    expect(states()).toEqual([]);
  });

  it('ask for their site first thing, and stay out when it is refused', async () => {
    setUp.world.requestOrigin.mockResolvedValue(false);
    setUp.actions.mention(C);
    expect(setUp.world.requestOrigin).toHaveBeenCalledExactlyOnceWith('https://c.test/');
    expect(states()).toEqual([[7, 'asking']]);
    await settle();
    await ask();
    expect(setUp.world.captured).toEqual([1]);
    expect(states()).toEqual([[7, 'refused']]);
  });

  it('can be left out again', async () => {
    setUp.actions.mention(C);
    await settle();
    setUp.actions.removeMention(7);
    await ask();
    expect(setUp.world.captured).toEqual([1]);
  });

  it('belong to the question of the site they were chosen on', async () => {
    setUp.actions.mention(C);
    await settle();
    await setUp.setTab({ ...A, id: 9, url: 'https://z.test/' });
    expect(states()).toEqual([]);
    await setUp.setTab(A);
    expect(states()).toEqual([[7, 'ready']]);
  });

  it('are not read by a summary, which is about the page in front', async () => {
    setUp.actions.mention(C);
    await settle();
    setUp.actions.summarize();
    await settle();
    expect(setUp.world.captured).toEqual([1]);
    expect(states()).toEqual([[7, 'ready']]);
  });

  it('go along although the user has gone to them while the page was read', async () => {
    setUp.actions.mention(C);
    setUp.actions.mention(D);
    await settle();
    const { promise, resolve } = Promise.withResolvers<void>();
    setUp.world.capturing = promise;
    setUp.actions.changeDraft('What do they say?');
    setUp.actions.send();
    await settle();
    setUp.world.others = [D];
    await setUp.setTab({ id: C.id, url: C.url, title: C.title, closed: null });
    resolve();
    await settle();
    expect(urls()).toEqual(['https://c.test/', 'https://d.test/', 'https://a.test/']);
    await setUp.setTab(A);
    expect(states()).toEqual([]);
  });

  it('are the page itself once they are in front', async () => {
    setUp.actions.mention({ ...C, id: A.id });
    await settle();
    await ask();
    expect(setUp.world.captured).toEqual([1]);
    expect(attached()).toEqual([1]);
    expect(states()).toEqual([]);
  });
});

describe('a tab that cannot go along says why, and loses neither the question nor the others', () => {
  it.each([
    ['it was closed', () => (setUp.world.others = [D]), 'closed'],
    ['it fell asleep', () => (setUp.world.others = [{ ...C, asleep: true }, D]), 'asleep'],
    ['it went to another site', () => setUp.world.elsewhere.set(7, 'https://other.test/'), 'elsewhere'],
    [
      'it cannot be read',
      () => setUp.world.unreadable.set(7, new AppFailure({ kind: 'page-not-readable', reason: 'image', host: '' })),
      'image',
    ],
    ['reading it breaks', () => setUp.world.unreadable.set(7, new Error('Broken')), 'failed'],
  ])('because %s', async (_what, happen, state) => {
    setUp.actions.mention(C);
    setUp.actions.mention(D);
    await settle();
    happen();
    await ask();
    expect(urls()).toEqual(['https://d.test/', 'https://a.test/']);
    expect(attached()).toEqual([2]);
    expect(states()).toEqual([[7, state]]);
    expect(setUp.state().notice).toBeNull();
  });
});

describe('a tab that takes long', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  async function askMeanwhile(read: (options: CaptureOptions) => Promise<PageSnapshot>): Promise<void> {
    setUp.world.reading.set(C.id, read);
    setUp.actions.mention(C);
    await vi.advanceTimersByTimeAsync(100);
    setUp.actions.changeDraft('What do they say?');
    setUp.actions.send();
    await vi.advanceTimersByTimeAsync(60_000);
  }
  const whenAborted = ({ signal }: CaptureOptions) =>
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });

  it('is given up where it gives no sign of life, and is read on for nobody', async () => {
    let options: CaptureOptions | undefined;
    await askMeanwhile((given) => {
      options = given;
      return whenAborted(given);
    });
    expect(states()).toEqual([[7, 'no-answer']]);
    expect(options?.signal.aborted).toBe(true);
    expect(urls()).toEqual(['https://a.test/']);
  });

  it('is waited for while it tells how far it is, as a long file does', async () => {
    await askMeanwhile(async ({ signal, onProgress }) => {
      for (let read = 1; read <= 5 && !signal.aborted; read += 1) {
        await new Promise((resolve) => setTimeout(resolve, 8_000));
        onProgress({ read, of: 5 });
      }
      return snapshotOf('https://c.test/');
    });
    expect(states()).toEqual([]);
    expect(urls()).toEqual(['https://c.test/', 'https://a.test/']);
  });
});

describe('the tabs that can be chosen', () => {
  it('are those that an extension may read', async () => {
    setUp.world.others = [tab(9, 'settings', { url: 'chrome://settings/' }), C];
    expect((await setUp.actions.openTabs()).tabs).toEqual([C]);
  });
});

describe('a citation', () => {
  const citation = { marker: 1, index: 0, file_id: 'file-1', passage: 1, quote: 'Some words.' } as never;

  it('is shown in the tab in front where that shows the page', async () => {
    setUp.actions.showCitation(citation);
    // What shows citations is loaded for the first one.
    await eventually(() => expect(setUp.world.highlight).toHaveBeenCalledOnce());
    expect(setUp.world.show).not.toHaveBeenCalled();
  });

  it('of another tab brings that one to the front and is shown there', async () => {
    await setUp.setTab({ ...A, id: 5, url: 'https://b.test/' });
    setUp.world.others = [C, tab(6, 'a.test', { url: 'https://a.test/#part' })];
    setUp.actions.showCitation(citation);
    await settle();
    expect(setUp.world.show).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 6 }));
    expect(setUp.world.highlight).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 6 }),
      expect.anything(),
    );
  });

  it('of a tab that sleeps loads it at the words', async () => {
    await setUp.setTab({ ...A, id: 5, url: 'https://b.test/' });
    setUp.world.others = [tab(6, 'a.test', { asleep: true })];
    setUp.actions.showCitation(citation);
    await settle();
    expect(setUp.world.lead).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ id: 6 }),
      'https://a.test/#:~:text=Some%20words.',
    );
    expect(setUp.world.highlight).not.toHaveBeenCalled();
  });
});
