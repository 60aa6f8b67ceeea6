import type { Page } from 'puppeteer-core';

/** Longer than any opening or frame takes. */
const PATIENCE = 30_000;

/** Milliseconds from the load of the panel until its thread's last message is drawn. */
export async function opening(panel: Page, message: string): Promise<number> {
  const { identifier } = await panel.evaluateOnNewDocument(watchOpening, message);
  await panel.reload();
  const opened = await panel.waitForFunction(() => Reflect.get(globalThis, 'opened'), { timeout: PATIENCE });
  await panel.removeScriptToEvaluateOnNewDocument(identifier);
  return Number(await opened.jsonValue());
}

function watchOpening(message: string): void {
  const look = () => {
    const words = document.querySelector(`article[data-message="${message}"] .markdown`)?.textContent;
    if (!words) return requestAnimationFrame(look);
    // The frame that draws it is over when the next one begins.
    return requestAnimationFrame(() => Object.assign(globalThis, { opened: performance.now() }));
  };
  requestAnimationFrame(look);
}

/** Milliseconds from each key press until the next frame is drawn. What was typed is taken away again. */
export async function typing(panel: Page, text: string): Promise<number[]> {
  await panel.focus('textarea');
  await panel.evaluate(watchKeys);
  for (const key of text) {
    await panel.keyboard.type(key);
    await panel.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
  const times = await panel.evaluate(() => Reflect.get(globalThis, 'keys').splice(0));
  for (let count = 0; count < text.length; count += 1) await panel.keyboard.press('Backspace');
  return times;
}

function watchKeys(): void {
  if (Reflect.has(globalThis, 'keys')) return;
  const keys: number[] = [];
  Object.assign(globalThis, { keys });
  const afterFrame = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  addEventListener(
    'keydown',
    () => {
      const start = performance.now();
      afterFrame(() => keys.push(performance.now() - start));
    },
    { capture: true },
  );
}

export type Scrolled = { readonly screens: number; readonly longest: number };

/** Goes up screen by screen to the thread's first message. `longest`: the longest time between two frames, in milliseconds. */
export function scrolling(panel: Page): Promise<Scrolled> {
  return panel.evaluate(scrollUp);
}

async function scrollUp(): Promise<Scrolled> {
  const scroller = document.querySelector('.scroller');
  if (scroller === null) throw new Error('Nothing scrolls.');
  const frame = () => new Promise<number>((drawn) => requestAnimationFrame(drawn));
  let [screens, longest, waits] = [0, 0, 0];
  let last = await frame();
  while (scroller.scrollTop > 0 || (document.querySelector('.earlier') !== null && waits < 600)) {
    if (scroller.scrollTop > 0) screens += Math.min(1, scroller.scrollTop / scroller.clientHeight);
    else waits += 1;
    scroller.scrollTop -= scroller.clientHeight;
    const now = await frame();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return { screens, longest };
}

/** Milliseconds of work on the panel's main thread that a task costs, by the browser's own account. */
export async function workOf<T>(
  panel: Page,
  task: () => Promise<T>,
): Promise<{ readonly work: number; readonly result: T }> {
  const session = await panel.createCDPSession();
  await session.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await spent();
  const result = await task();
  const work = (await spent()) - before;
  await session.detach();
  return { work, result };
}
