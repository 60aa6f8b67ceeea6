// Runs inside every frame that may be entered; its value tells which frame of the tab it is.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { framePath } from '../lib/page/frames.ts';

export default defineUnlistedScript(() => framePath(window));
