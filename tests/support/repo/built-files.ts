import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { gzipSync } from 'node:zlib';

/** Bytes after gzip, as a store ships them. */
export function gzipSize(folder: string, files: readonly string[]): number {
  return files.reduce((total, file) => total + gzipSync(readFileSync(`${folder}/${file}`)).length, 0);
}

/** The scripts a document loads before it can draw: its own, and all that those import statically. */
export function firstLoadScripts(folder: string, html: string): string[] {
  const text = readFileSync(`${folder}/${html}`, 'utf8');
  const roots = [...text.matchAll(/<(?:script|link)[^>]+(?:src|href)="\/?([^"]+\.js)"/g)].map(([, path = '']) => path);
  const found = new Set<string>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    waiting.push(...staticImports(folder, file));
  }
  return [...found];
}

/** `import ... from "./x.js"`, `export ... from`, and a bare `import "./x.js"`; never `import("./x.js")`. */
function staticImports(folder: string, file: string): string[] {
  const code = readFileSync(`${folder}/${file}`, 'utf8');
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );
}
