import { join } from 'node:path';
import type { Surface } from './surface.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An error that carries what the document shows in words, and where its screenshot is. */
export async function failure(message: string, surface: Surface, cause?: unknown): Promise<Error> {
  const path = join(temporaryFolder('failure'), 'panel.png');
  // biome-ignore lint/performance/useDomNodeTextContent: the words as they are laid out, not those in hidden elements
  const shown = await surface.evaluate(() => document.body.innerText).catch(() => '(the document cannot be read)');
  const saved = await surface.screenshot(path).then(
    () => path,
    () => 'none',
  );
  return new Error(`${message}\nShown:\n${shown.trim()}\nScreenshot: ${saved}`, { cause });
}
