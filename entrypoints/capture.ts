// Runs inside the page, injected by scripting.executeScript on the user's action. Needs no extension API, so that it works in
// the page's main world too; the value of the script is the PageSnapshot, or a promise of it on pages that take longer than a slice.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { captureInSteps } from '../lib/page/capture-page.ts';
import { closeNeverReadFrames, openClosedShadowRoots } from '../lib/page/extension-world.ts';
import { inSlices } from '../lib/page/steps.ts';
import { pagePace } from '../lib/platform/pages/page-pace.ts';

export default defineUnlistedScript(() => {
  openClosedShadowRoots();
  closeNeverReadFrames();
  return inSlices(captureInSteps(document, { now: Date.now() }), pagePace());
});
