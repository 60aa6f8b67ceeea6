// Runs inside a page with a video, injected by scripting.executeScript on the user's action. Uses no extension API; the value of the
// script is a promise of the VideoReading, or of null.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { closeFramesBesideNeverRead } from '../lib/page/extension-world.ts';
import { readVideo } from '../lib/platform/video/read-video.ts';

export default defineUnlistedScript(() => {
  closeFramesBesideNeverRead();
  return readVideo(document);
});
