// Runs inside the page and its frames. Leaves one function behind, which the caller then invokes with what to show. Needs no
// extension API and does not change the page's DOM: the words are painted by the CSS Custom Highlight API.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openClosedShadowRoots } from '../lib/page/extension-world.ts';
import type { CitedText } from '../lib/page/locate.ts';
import { clearWords, type HighlightOutcome, showInSteps } from '../lib/page/show-words.ts';
import { inSlices } from '../lib/page/steps.ts';
import { pagePace } from '../lib/platform/pages/page-pace.ts';

declare global {
  /** Defined once highlight.js has run in the page. A promise on pages that take longer than a slice. */
  var sitethreadHighlight: ((cited: CitedText) => HighlightOutcome | Promise<HighlightOutcome>) | undefined;
}

/** Milliseconds in which what was unfolded opens and what is loaded on sight comes. */
const SETTLED = 400;

export default defineUnlistedScript(() => {
  openClosedShadowRoots();
  clearWords(document);
  const later = (callback: () => void) => void setTimeout(callback, SETTLED);
  globalThis.sitethreadHighlight = (cited) => inSlices(showInSteps(document, cited, later), pagePace());
});
