// Runs inside the page. Leaves one function behind, which the caller then invokes with what to show. Uses no extension API and
// does not change the page's DOM: the words are painted by the CSS Custom Highlight API.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { CitedText } from '../lib/page/locate.ts';
import { type HighlightOutcome, showWords } from '../lib/page/show-words.ts';

declare global {
  /** Defined once highlight.js has run in the page. */
  var sitethreadHighlight: ((cited: CitedText) => HighlightOutcome) | undefined;
}

export default defineUnlistedScript(() => {
  globalThis.sitethreadHighlight = (cited) => showWords(document, cited);
});
