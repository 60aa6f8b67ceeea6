import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder of the system's temporary place. */
export const temporaryFolder = (purpose: string): string => mkdtempSync(join(tmpdir(), `sitethread-${purpose}-`));

/** A browser may still be writing its last files when its process has ended, hence the retries. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
