// Runs inside the page, injected by scripting.executeScript on the user's action. Uses no extension API, so that it works in
// the page's main world too; the value of the script is the PageSnapshot.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { capturePage } from '../lib/page/capture-page.ts';

export default defineUnlistedScript(() => capturePage(document, { now: Date.now() }));
