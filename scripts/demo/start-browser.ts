import { launchChromium } from '../../tests/support/browser/chromium.ts';
import { launchFirefox } from '../../tests/support/browser/firefox.ts';
import { ensure } from '../browsers/ensure.ts';
import { lookForBrowser } from '../browsers/find-browser.ts';
import { build } from '../checks/build.ts';

/** Installs or finds a browser, builds the extension for it and starts it. Chromium first, Firefox where there is no other. */
export async function startBrowser(headless: boolean) {
  if (lookForBrowser('chromium') === null && lookForBrowser('firefox') !== null) {
    building('firefox');
    return launchFirefox({ headless });
  }
  const [advice] = ensure('chromium', 'fonts');
  if (advice !== undefined) throw new Error(advice);
  building('chrome');
  return launchChromium({ headless });
}

function building(browser: 'chrome' | 'firefox'): void {
  process.stdout.write(`Building the extension for ${browser === 'chrome' ? 'Chromium' : 'Firefox'} ... `);
  const start = Date.now();
  build(browser, 'pipe');
  console.log(`${((Date.now() - start) / 1000).toFixed(1)} s`);
}

/** Whether a window can be seen: always on macOS and Windows, with a display elsewhere. */
export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
