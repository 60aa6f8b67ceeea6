// Runs inside a document that is no page, injected by scripting.executeScript on the user's action. Uses no extension API; the
// value of the script is the PageSnapshot, or null.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { captureFile } from '../lib/page/files/capture-file.ts';

export default defineUnlistedScript(() => captureFile(document, { now: Date.now() }));
