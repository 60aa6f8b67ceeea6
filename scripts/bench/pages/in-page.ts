import { Readability } from '@mozilla/readability';
import Defuddle from 'defuddle';
import { Marked } from 'marked';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { blockText } from './block-text.ts';
import type { Extraction, ExtractorName } from './extractors.ts';

// Runs in every page of the corpus. The capture script as it is shipped has been evaluated before and waits as `capture.main`.

type Timed = { readonly milliseconds: number; readonly text: () => string };

const EXTRACTORS: Readonly<Record<ExtractorName, () => Promise<Timed> | Timed>> = {
  // biome-ignore lint/performance/useDomNodeTextContent: the text that shows, not all that the document holds
  'page text': () => timed(() => document.body.innerText, String),
  Readability: () =>
    timed(
      () => new Readability<Element>(copyOfPage(), { serializer: (node) => node as Element }).parse(),
      (article) => (article?.content ? blockText(article.content) : ''),
    ),
  Defuddle: () =>
    timed(
      () =>
        new Defuddle(copyOfPage(), {
          url: document.URL,
          useAsync: false,
          removeContentPatterns: false,
          removeSmallImages: false,
        }).parse(),
      ({ content }) => textOfHtml(content),
    ),
  Sitethread: async () => {
    const start = performance.now();
    const { main } = (globalThis as unknown as { capture: { main: () => PageSnapshot | Promise<PageSnapshot> } })
      .capture;
    const snapshot = await main();
    const milliseconds = performance.now() - start;
    return { milliseconds, text: () => textOfMarkdown(snapshot.markdown) };
  },
};

/** What one extractor makes of the page, how long it takes, and the longest stretch in which the page cannot react. */
async function extract(name: ExtractorName): Promise<Extraction> {
  const tasks = watchTasks();
  const start = performance.now();
  try {
    const timing = EXTRACTORS[name]();
    const untilYield = performance.now() - start;
    const { milliseconds, text } = await timing;
    const longest_task = Math.max(untilYield, ...(await tasks()));
    return { text: text(), milliseconds, longest_task };
  } catch (error) {
    const milliseconds = performance.now() - start;
    return { text: '', milliseconds, longest_task: milliseconds, failure: String(error) };
  }
}

/** Browsers tell only of tasks above 50 ms, and only once these are over. */
function watchTasks(): () => Promise<number[]> {
  const seen: number[] = [];
  const note = (entries: PerformanceEntryList) => {
    for (const { duration } of entries) seen.push(duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ entryTypes: ['longtask'] });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve));
    note(observer.takeRecords());
    observer.disconnect();
    return seen;
  };
}

function timed<Result>(work: () => Result, text: (result: Result) => string): Timed {
  const start = performance.now();
  const result = work();
  const milliseconds = performance.now() - start;
  return { milliseconds, text: () => text(result) };
}

/** The libraries change what they read. */
function copyOfPage(): Document {
  return document.cloneNode(true) as Document;
}

function textOfHtml(html: string): string {
  return blockText(new DOMParser().parseFromString(html, 'text/html').body);
}

/** As a reader of the markdown sees it: without marks and addresses. */
function textOfMarkdown(markdown: string): string {
  return textOfHtml(new Marked({ gfm: true }).parse(markdown, { async: false }));
}

Object.assign(globalThis, { pagesBenchmark: { extract } });
