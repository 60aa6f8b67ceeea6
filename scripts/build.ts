/** Builds the extension for both browsers: .output/chrome-mv3 and .output/firefox-mv3. */
import { build } from './checks/build.ts';

for (const browser of ['chrome', 'firefox'] as const) build(browser, 'inherit');
