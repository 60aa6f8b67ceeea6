// Runs in each of the extension's documents before anything of it is drawn: no imports at run time but what is bundled into it.
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { followAppearance } from '../lib/platform/appearance.ts';

export default defineUnlistedScript(() => followAppearance());
