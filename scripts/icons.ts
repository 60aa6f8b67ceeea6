/** `npm run icons`: draws docs/icon/*.svg to public/icon/<size>.png with Chromium. The PNGs are committed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { findBrowser } from './browsers/find-browser.ts';

/** Each size has the drawing whose lines fall on its pixels; fewer pixels, fewer lines. */
const DRAWINGS = {
  small: [16],
  compact: [24],
  medium: [32],
  large: [48, 96, 128],
} as const;

const browser = await puppeteer.launch({
  executablePath: findBrowser('chromium').path,
  args: ['--no-sandbox', '--force-color-profile=srgb'],
});
try {
  const page = await browser.newPage();
  mkdirSync('public/icon', { recursive: true });
  for (const [drawing, sizes] of Object.entries(DRAWINGS)) {
    const svg = readFileSync(`docs/icon/${drawing}.svg`, 'utf8');
    for (const size of sizes) {
      await page.setViewport({ width: size, height: size });
      await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
      const png = await page.screenshot({ omitBackground: true, clip: { x: 0, y: 0, width: size, height: size } });
      writeFileSync(`public/icon/${size}.png`, png);
      console.log(`public/icon/${size}.png ${png.length} bytes`);
    }
  }
} finally {
  await browser.close();
}
