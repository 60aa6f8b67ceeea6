import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files under a folder, at any depth, that hold one of the needles: bytes, or text as UTF-8 or UTF-16. */
export function grepFolder(folder: string, needles: readonly (string | Uint8Array)[]): string[] {
  const wanted = needles.flatMap((needle) =>
    typeof needle === 'string' ? [Buffer.from(needle), Buffer.from(needle, 'utf16le')] : [Buffer.from(needle)],
  );
  return filesIn(folder).filter((path) => {
    const bytes = contentOf(path);
    return wanted.some((needle) => bytes.includes(needle));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A running browser removes files between the look at its folder and the look at them. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
