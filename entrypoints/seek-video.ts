// Runs inside a page with a video when a citation of its transcript is followed. Leaves one function behind, which the caller then
// invokes with the time. Uses no extension API.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { seekVideo } from '../lib/platform/video/seek.ts';

declare global {
  /** Defined once seek-video.js has run in the page. */
  var sitethreadSeek: ((seconds: number) => boolean) | undefined;
}

export default defineUnlistedScript(() => {
  globalThis.sitethreadSeek = (seconds) => seekVideo(document, seconds);
});
