import { beforeEach, expect, it, vi } from 'vitest';
import { type NoPicture, toAppError } from '../../../lib/errors.ts';
import { takeScreenshot } from '../../../lib/platform/pages/screenshot.ts';

const PNG = 'data:image/png;base64,iVBORw==';
const TAB = { id: 7, url: 'https://a.test/' };

const tabs = vi.hoisted(() => ({ captureVisibleTab: vi.fn(), query: vi.fn() }));
vi.mock('../../../lib/platform/browser.ts', () => ({ browser: { tabs } }));
// Only a browser can draw.
vi.mock('../../../lib/platform/pages/screenshot-picture.ts', () => ({ toPicture: async (file: Blob) => file }));

beforeEach(() => {
  tabs.captureVisibleTab.mockReset().mockResolvedValue(PNG);
  tabs.query.mockReset().mockResolvedValue([TAB]);
});

const failure = (taken: Promise<Blob>) => taken.then(() => null, toAppError);

it('is of the tab in front of the surface’s own window', async () => {
  const picture = await takeScreenshot(TAB, 3);
  expect(tabs.captureVisibleTab).toHaveBeenCalledWith(3, { format: 'png' });
  expect([...new Uint8Array(await picture.arrayBuffer())]).toEqual([137, 80, 78, 71]);
});

it.each([
  ['another tab', { id: 8, url: TAB.url }],
  ['another page', { id: 7, url: 'https://a.test/mail' }],
  ['no tab', undefined],
])('is thrown away when %s has come to the front meanwhile', async (_what, front) => {
  tabs.query.mockResolvedValue([front]);
  expect(await failure(takeScreenshot(TAB, 3))).toEqual({ kind: 'no-picture', reason: 'changed' });
});

it.each<[NoPicture, string]>([
  ['not-granted', "Either the '<all_urls>' or 'activeTab' permission is required."],
  ['not-granted', 'Missing activeTab permission'],
  ['browser-page', 'Cannot access contents of url "chrome://settings/".'],
  ['browser-page', 'The extensions gallery cannot be scripted.'],
  ['forbidden', 'Taking screenshots has been disabled'],
  ['failed', 'Failed to capture tab: image readback failed'],
  ['failed', 'This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.'],
])('that cannot be taken says why: %s (%s)', async (reason, said) => {
  tabs.captureVisibleTab.mockRejectedValue(new Error(said));
  expect(await failure(takeScreenshot(TAB, 3))).toEqual({ kind: 'no-picture', reason });
});
