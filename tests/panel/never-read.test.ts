import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../lib/errors.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import { obeyNeverRead } from '../../lib/panel/never-read.ts';
import type { CaptureOptions, CurrentTab, PanelPictures, PanelTabs } from '../../lib/panel/ports.ts';

const BANK = 'https://bank.example/';
const OPTIONS = { signal: new AbortController().signal, onProgress: () => {} };

function world(entries: readonly string[], known = true) {
  let tell: (entries: readonly string[]) => void = () => {};
  let fail: (thrown: unknown) => void = () => {};
  let looks = 0;
  let running = 0;
  const current: CurrentTab = { id: 1, url: BANK, title: 'Bank', closed: null };
  const captured = vi.fn(async (_tab: unknown, _options: CaptureOptions) => ({ url: BANK }) as PageSnapshot);
  const highlight = vi.fn(async () => true);
  const screenshot = vi.fn(async () => new Blob());
  const image = vi.fn(async () => new Blob());
  const icon = vi.fn(async () => ({ url: BANK, icon: new Blob() }));
  const linkWords = vi.fn(async () => 'words');
  const tabs = {
    current: async () => current,
    onChange: () => {},
    openTabs: async () => ({
      tabs: [
        { id: 1, url: BANK, host: 'bank.example', title: '', asleep: false },
        { id: 2, url: 'https://news.example/', host: 'news.example', title: '', asleep: false },
      ],
      unnamed: false,
    }),
    capture: captured,
    highlight,
    seek: async () => true,
    icon,
    linkWords,
  } as Partial<PanelTabs> as PanelTabs;
  const pictures = { ofTab: screenshot, ofImage: image } as Partial<PanelPictures> as PanelPictures;
  const doors = obeyNeverRead({ tabs, pictures }, (onValue, onError = () => {}) => {
    [tell, fail] = [onValue, onError];
    looks += 1;
    running += 1;
    if (known && looks === 1) onValue(entries);
    return () => {
      running -= 1;
    };
  });
  return {
    ...doors,
    captured,
    highlight,
    screenshot,
    image,
    icon,
    linkWords,
    tell: (next: readonly string[]) => tell(next),
    fail: () => fail(new Error('The disk is gone.')),
    /** How often somebody has begun to look at the list, and how many still do. */
    looks: () => looks,
    running: () => running,
  };
}

const refusal = (task: Promise<unknown>) => task.then(() => 'done', toAppError);
const NEVER = { kind: 'page-not-readable', reason: 'never-read', host: 'bank.example' };

describe('on a site that is never to be read', () => {
  it('nothing runs and no picture is taken', async () => {
    const { tabs, pictures, captured, highlight, screenshot, image, icon, linkWords } = world(['bank.example']);
    expect(await tabs.current()).toMatchObject({ never_read: true });
    expect(await refusal(tabs.capture({ id: 1, url: BANK }, OPTIONS))).toEqual(NEVER);
    expect(await refusal(pictures.ofTab({ id: 1, url: BANK }))).toEqual(NEVER);
    expect(await refusal(tabs.highlight({ id: 1 }, { quote: null, passage: 'x' }))).toMatchObject({
      reason: 'never-read',
    });
    const tab = { id: 1, url: BANK };
    expect(await refusal(pictures.ofImage(tab, { url: `${BANK}a.png`, frame_id: 0 }))).toEqual(NEVER);
    expect(await refusal(tabs.icon(tab))).toEqual(NEVER);
    expect(await refusal(tabs.linkWords(tab, BANK))).toEqual(NEVER);
    for (const door of [captured, highlight, screenshot, image, icon, linkWords]) expect(door).not.toHaveBeenCalled();
  });

  it('the tab cannot be mentioned, and others can', async () => {
    const { tabs } = await world(['bank.example']).tabs.openTabs();
    expect(tabs.map(({ never_read }) => never_read === true)).toEqual([true, false]);
  });

  it('a page is dropped that came to the tab while it was read', async () => {
    const { tabs, captured } = world(['bank.example']);
    captured.mockResolvedValue({ url: `${BANK}account` } as PageSnapshot);
    expect(await refusal(tabs.capture({ id: 2, url: 'https://news.example/' }, OPTIONS))).toEqual(NEVER);
  });

  it('an icon is dropped whose page came to the tab while it was looked for', async () => {
    const { tabs } = world(['bank.example']);
    expect(await refusal(tabs.icon({ id: 2, url: 'https://news.example/' }))).toEqual(NEVER);
  });

  it('a frame of it stays closed inside another page', async () => {
    const { tabs, captured } = world(['bank.example']);
    captured.mockResolvedValue({ url: 'https://news.example/' } as PageSnapshot);
    await tabs.capture({ id: 2, url: 'https://news.example/' }, OPTIONS);
    const mayRead = captured.mock.calls[0]?.[1].mayRead;
    expect([mayRead?.(BANK), mayRead?.('https://news.example/')]).toEqual([false, true]);
  });
});

it('nothing is read before the list is known, and a change of it is told at once', async () => {
  const { tabs, tell, captured } = world([], false);
  const changed = vi.fn();
  tabs.onChange(changed);
  const reading = refusal(tabs.capture({ id: 1, url: BANK }, OPTIONS));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(captured).not.toHaveBeenCalled();
  tell(['bank.example']);
  expect(await reading).toEqual(NEVER);
  expect(changed).toHaveBeenCalledOnce();
  tell([]);
  expect(await tabs.current()).not.toHaveProperty('never_read');
  expect(await refusal(tabs.capture({ id: 1, url: BANK }, OPTIONS))).toBe('done');
});

describe('a list that cannot be read', () => {
  const UNKNOWN = { kind: 'never-read-unknown' };
  const PAUSES = [300, 1_000, 3_000];

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Fails at once and after every pause. */
  async function failAlways({ fail }: Pick<ReturnType<typeof world>, 'fail'>): Promise<void> {
    fail();
    await vi.dynamicImportSettled();
    for (const pause of PAUSES) {
      await vi.advanceTimersByTimeAsync(pause);
      fail();
    }
  }

  it('is looked at again after growing pauses, and nobody is told of it where that helps', async () => {
    const made = world([], false);
    const waiting = made.tabs.current();
    expect(made.looks()).toBe(1);
    made.fail();
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(299);
    expect(made.looks()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(made.looks()).toBe(2);
    made.fail();
    await vi.advanceTimersByTimeAsync(999);
    expect(made.looks()).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(made.looks()).toBe(3);
    made.tell(['bank.example']);
    expect(await waiting).toMatchObject({ never_read: true });
    expect(made.running()).toBe(1);
  });

  it('is said after some of them, nothing is read meanwhile, and whoever asks has it looked at again', async () => {
    const made = world([], false);
    const { tabs, pictures, captured, screenshot } = made;
    const waiting = refusal(tabs.current());
    await failAlways(made);
    expect(await waiting).toEqual(UNKNOWN);
    expect(made.looks()).toBe(4);
    const asked = refusal(tabs.openTabs());
    expect(made.looks()).toBe(5);
    const others = [
      refusal(tabs.capture({ id: 1, url: BANK }, OPTIONS)),
      refusal(pictures.ofTab({ id: 1, url: BANK })),
    ];
    made.fail();
    expect(await Promise.all([asked, ...others])).toEqual([UNKNOWN, UNKNOWN, UNKNOWN]);
    expect([captured, screenshot].every((door) => door.mock.calls.length === 0)).toBe(true);
    const again = tabs.current();
    made.tell([]);
    expect(await again).toMatchObject({ url: BANK });
    expect(made.running()).toBe(1);
  });

  it('goes on as it was known, and is followed again, where it fails later', async () => {
    const made = world(['bank.example']);
    made.fail();
    expect(await made.tabs.current()).toMatchObject({ never_read: true });
    await vi.dynamicImportSettled();
    await vi.advanceTimersByTimeAsync(300);
    made.tell([]);
    expect(await made.tabs.current()).not.toHaveProperty('never_read');
    await failAlways(made);
    expect(await made.tabs.current()).toMatchObject({ url: BANK });
    made.tell(['bank.example']);
    expect(await made.tabs.current()).toMatchObject({ never_read: true });
    expect(made.running()).toBe(1);
  });
});
