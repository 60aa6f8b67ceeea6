import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer-core';
import type { Surface } from './surface.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Accessibility rules that a document breaks, each with the first element that breaks it. */
export async function brokenRules(page: Page): Promise<string[]> {
  // What fades in or out has begun to, and has done so.
  await pause(300);
  await page.evaluate(endOfFading);
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (context: Document) => Promise<AxeResults> } }).axe;
    return (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

/** The same where only a surface reaches the document: there each call has a world of its own. */
export async function brokenRulesIn({ evaluate }: Pick<Surface, 'evaluate'>): Promise<string[]> {
  await pause(300);
  await evaluate(endOfFading);
  return evaluate(async (source) => {
    new Function(source)();
    const axe = Reflect.get(globalThis, 'axe') as { run: (context: Document) => Promise<AxeResults> };
    return (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }, AXE);
}

/** Runs in the document. What moves without end, or with the scroll position, is not waited for. */
async function endOfFading(): Promise<void> {
  const passing = document
    .getAnimations()
    .filter(({ timeline }) => timeline === document.timeline)
    .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map(({ finished }) => finished));
}
