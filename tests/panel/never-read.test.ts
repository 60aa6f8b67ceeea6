import { describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../lib/errors.ts';
import type { PageSnapshot } from '../../lib/page/snapshot.ts';
import { obeyNeverRead } from '../../lib/panel/never-read.ts';
import type { CaptureOptions, CurrentTab, PanelPictures, PanelTabs } from '../../lib/panel/ports.ts';

const BANK = 'https://bank.example/';
const OPTIONS = { signal: new AbortController().signal, onProgress: () => {} };

function world(entries: readonly string[], known = true) {
  let tell: (entries: readonly string[]) => void = () => {};
  let fail: (thrown: unknown) => void = () => {};
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
    if (known) onValue(entries);
    return () => {};
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
    fail: (thrown: unknown) => fail(thrown),
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

it('a list that cannot be read is said, nothing is read meanwhile, and it goes on once the list is there', async () => {
  const { tabs, pictures, tell, fail, captured, screenshot } = world([], false);
  const waiting = refusal(tabs.current());
  fail(new Error('The disk is gone.'));
  const failed = { kind: 'unexpected', detail: 'The disk is gone.' };
  expect(await waiting).toEqual(failed);
  expect(await refusal(tabs.openTabs())).toEqual(failed);
  expect(await refusal(tabs.capture({ id: 1, url: BANK }, OPTIONS))).toEqual(failed);
  expect(await refusal(pictures.ofTab({ id: 1, url: BANK }))).toEqual(failed);
  expect([captured, screenshot].every((door) => door.mock.calls.length === 0)).toBe(true);
  tell([]);
  expect(await tabs.current()).toMatchObject({ url: BANK });
  fail(new Error('The disk is gone.'));
  expect(await tabs.current()).toMatchObject({ url: BANK });
});
