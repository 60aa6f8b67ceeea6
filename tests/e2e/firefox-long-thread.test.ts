import { afterAll, beforeAll, expect, it } from 'vitest';
import { threadRows } from '../../scripts/bench/long-thread.ts';
import { BEES } from '../support/browser/articles.ts';
import { type Firefox, launchFirefox } from '../support/browser/firefox.ts';
import { type Pages, servePages } from '../support/browser/pages.ts';
import type { Panel } from '../support/browser/panel.ts';
import { waitFor } from '../support/browser/wait-for.ts';

const ALL = 240;

let pages: Pages;
let firefox: Firefox;
let panel: Panel;

beforeAll(async () => {
  pages = await servePages({ bees: { '/': BEES } });
  firefox = await launchFirefox();
  panel = await firefox.openPanel(await firefox.open(pages.url('bees')));
  await waitFor('the database', () =>
    panel.surface.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'sitethread')),
  );
  const sites = [{ site: new URL(pages.url('bees')).host, thread_id: 'thread_long' }];
  await panel.surface.evaluate(write, { ...threadRows('thread_long', ALL), sites });
  await panel.surface.evaluate(() => location.reload());
  await waitFor('the newest message', () =>
    panel.surface.evaluate(() => document.querySelector('article:last-child .usage') !== null),
  );
});

afterAll(async () => {
  await firefox.close();
  await pages.close();
});

/** Straight into the database, row by row. */
async function write(tables: Record<string, readonly unknown[]>): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('sitethread');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const transaction = db.transaction(Object.keys(tables), 'readwrite');
  for (const [name, rows] of Object.entries(tables)) for (const row of rows) transaction.objectStore(name).put(row);
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  db.close();
}

/** Scrolls to the first message of all, or the last; how far words were moved by anything but that, in CSS pixels. */
async function scroll(step: number) {
  const scroller = document.querySelector('.scroller');
  if (scroller === null) throw new Error('Nothing scrolls.');
  const all = () => [...document.querySelectorAll<HTMLElement>('[role="log"] article')];
  const { top: edge, height } = scroller.getBoundingClientRect();
  const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
  let [moved, most] = [0, 0];
  const firsts = new Set<string | undefined>();
  for (let turn = 0; turn < 400; turn += 1) {
    const inSight = all().find((article) => article.getBoundingClientRect().bottom > edge + height / 2);
    const before = inSight?.getBoundingClientRect().top ?? 0;
    const from = scroller.scrollTop;
    scroller.scrollTop += step;
    const by = scroller.scrollTop - from;
    await pause();
    if (inSight?.isConnected) moved = Math.max(moved, Math.abs(inSight.getBoundingClientRect().top - (before - by)));
    most = Math.max(most, all().length);
    firsts.add(all()[0]?.dataset['message']);
    if (by === 0 && document.querySelector(step < 0 ? '.earlier' : '[data-later]') === null) break;
  }
  return {
    moved,
    most,
    first: all()[0]?.dataset['message'],
    last: all().at(-1)?.dataset['message'],
    changes: firsts.size,
  };
}

it('keeps every word of a long thread where it is while earlier messages come and later ones go', async () => {
  const { moved, most, first, changes } = await panel.surface.evaluate(scroll, -1_100);
  expect(first).toBe('msg_thread_long_0');
  expect(moved).toBeLessThanOrEqual(1);
  expect(most).toBeLessThanOrEqual(170);
  expect(changes).toBeGreaterThan(5);
});

it('keeps them on the way down', async () => {
  const { moved, most, last } = await panel.surface.evaluate(scroll, 1_100);
  expect(last).toBe(`msg_thread_long_${ALL - 1}`);
  expect(moved).toBeLessThanOrEqual(1);
  expect(most).toBeLessThanOrEqual(170);
});
