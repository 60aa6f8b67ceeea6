import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { builtExtension } from '../support/browser/built-extension.ts';
import { firstLoadScripts, gzipSize } from '../support/repo/built-files.ts';

const KB = 1000;

/** Gzip budgets in bytes. The panel opens, a page is captured and the worker starts many times a day. */
const BUDGETS: readonly (readonly [what: string, files: (folder: string) => string[], limit: number])[] = [
  ["side panel's scripts at first load", (folder) => firstLoadScripts(folder, 'sidepanel.html'), 80 * KB],
  ["popup's scripts at first load", (folder) => firstLoadScripts(folder, 'popup.html'), 80 * KB],
  ['script that captures a page', () => ['capture.js'], 45 * KB],
  // Injected beside it into pages with a video.
  ['script that reads videos', () => ['capture-video.js'], 8 * KB],
  // The engine, its database, four kinds of model servers and the openai package; nothing that reads or draws pages.
  ['background', () => ['background.js'], 170 * KB],
  // Loaded for a PDF file only, in a worker that ends with it.
  ['worker that reads PDF files', () => ['pdf-worker.js'], 560 * KB],
];

for (const target of ['chrome', 'firefox'] as const) {
  const folder = builtExtension(target);

  it.each(BUDGETS)(`${target}: the %s stay within the budget`, (what, files, limit) => {
    const size = gzipSize(folder, files(folder));
    console.log(`${target} ${what}: ${(size / KB).toFixed(1)} kB gzip of at most ${limit / KB} kB`);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(limit);
  });
}

it.each(['chrome', 'firefox'] as const)('%s: what reads PDF files is loaded for a PDF file only', (target) => {
  const folder = builtExtension(target);
  const early = [
    ...['sidepanel.html', 'popup.html', 'options.html'].flatMap((html) => firstLoadScripts(folder, html)),
    'background.js',
    'capture.js',
    'highlight.js',
  ];
  for (const file of early)
    expect(readFileSync(`${folder}/${file}`, 'utf8'), file).not.toMatch(/sitethread-pdf-worker|getTextContent/);
});

it('follows static imports of the panel, so that the number is not that of an empty shell', () => {
  const folder = builtExtension('chrome');
  expect(gzipSize(folder, firstLoadScripts(folder, 'sidepanel.html'))).toBeGreaterThan(10 * KB);
});
