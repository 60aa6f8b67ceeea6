import type { Frame, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

export type Highlighted = { readonly words: string; readonly inView: boolean };

/** What the extension has highlighted on a page, once it has and the scrolling is over. */
export function highlighted(page: Page): Promise<Highlighted> {
  return waitFor('highlighted words in view', async () => {
    const seen = await page.evaluate(readHighlight);
    return seen?.inView === true ? seen : null;
  });
}

/** Runs in the page. */
function readHighlight(): Highlighted | null {
  const [range] = [...(CSS.highlights.get('sitethread') ?? [])];
  if (!(range instanceof Range)) return null;
  const { top, bottom, height } = range.getBoundingClientRect();
  const inView = height > 0 && top >= 0 && bottom <= innerHeight;
  return { words: range.toString().replace(/\s+/g, ' ').trim(), inView };
}

/** What is highlighted in each frame of a page that has something highlighted, whether in view or not. */
export async function allHighlighted(page: Page): Promise<readonly Highlighted[]> {
  const seen = await Promise.all(page.frames().map(highlightedIn));
  return seen.flatMap((one) => one ?? []);
}

async function highlightedIn(frame: Frame): Promise<Highlighted | null> {
  const [seen, element] = await Promise.all([frame.evaluate(readAllHighlights), frame.frameElement()]);
  const isShown = element === null || (await element.isIntersectingViewport({ threshold: 0.5 }));
  return seen && { ...seen, inView: seen.inView && isShown };
}

/** Runs in the page. The middle of the first words has to be on top of everything else there. */
function readAllHighlights(): Highlighted | null {
  const ranges = [...(CSS.highlights.get('sitethread') ?? [])].filter((one) => one instanceof Range);
  const [first] = ranges;
  const box = first?.getClientRects()[0];
  if (first === undefined || box === undefined) return null;
  const onTop = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const root = first.startContainer.getRootNode();
  const holder = root instanceof ShadowRoot ? root.host : first.startContainer.parentElement;
  return { words: ranges.map(String).join(''), inView: onTop !== null && onTop === holder };
}
