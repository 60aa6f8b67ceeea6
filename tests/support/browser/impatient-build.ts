import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_IDLE } from '../../../lib/models/guard/limits.ts';
import { builtExtension, copyWithHosts } from './built-extension.ts';

/** As a build writes the limits of guard/limits.ts and its like: `between:6e4`. */
const LIMITS = /\bbetween:\s*(?<value>[\de.]+)/g;

/**
 * A copy of the build for Chrome in which a server may be silent for only so many milliseconds, and nothing else differs. Nobody can
 * choose that limit, and a test cannot wait for the one that ships.
 */
export function impatientBuild(hosts: readonly string[], milliseconds: number): { folder: string; remove: () => void } {
  const copy = copyWithHosts(builtExtension('chrome'), hosts);
  const file = join(copy.folder, 'background.js');
  const code = readFileSync(file, 'utf8');
  const found = [...code.matchAll(LIMITS)].filter(
    ({ groups = {} }) => Number(groups['value']) === DEFAULT_IDLE.between,
  );
  const [shipped] = found.map(([text]) => text);
  if (shipped === undefined || found.length > 1) throw new Error(`The build has ${found.length} such limits, not one.`);
  writeFileSync(file, code.replace(shipped, `between:${milliseconds}`));
  return copy;
}
