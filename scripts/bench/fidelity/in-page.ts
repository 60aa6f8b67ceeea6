import { gfm } from '@joplin/turndown-plugin-gfm';
import Defuddle from 'defuddle/full';
import TurndownService from 'turndown';

// Runs in the page of every case, beside the capture script.

/**
 * With the settings under which it keeps most: nothing is asked of its services, and nothing is dropped for being short. It is
 * given the live document, in which it sees styles and shadow roots, and changes it: it comes last.
 */
function defuddle(): string {
  const { content } = new Defuddle(document, {
    url: document.URL,
    markdown: true,
    useAsync: false,
    removeContentPatterns: false,
    removeSmallImages: false,
  }).parse();
  return content;
}

/** It makes no choice of its own, so it is given the article. */
function turndown(): string {
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  service.use(gfm);
  service.remove(['script', 'style', 'noscript']);
  const article = document.querySelector('article');
  return article ? service.turndown(article.cloneNode(true) as HTMLElement) : '';
}

function attempt(convert: () => string): string {
  try {
    return convert();
  } catch (error) {
    return `failed: ${error}`;
  }
}

Object.assign(globalThis, {
  fidelityBenchmark: { defuddle: () => attempt(defuddle), turndown: () => attempt(turndown) },
});
