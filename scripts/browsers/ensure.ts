import { aptInstall, canUseApt } from './debian.ts';
import { REQUIREMENTS, type RequirementName } from './requirements.ts';

/**
 * Installs what is missing where that is possible (Debian, as root), and returns one line of advice for each thing that still is.
 */
export function ensure(...names: readonly RequirementName[]): string[] {
  const missing = names.filter((name) => !REQUIREMENTS[name].isThere());
  if (missing.length > 0 && canUseApt()) {
    const packages = missing.flatMap((name) => REQUIREMENTS[name].packages);
    const start = Date.now();
    process.stdout.write(`Installing ${packages.join(', ')} with apt-get ... `);
    aptInstall(packages);
    console.log(`${Math.round((Date.now() - start) / 1000)} s`);
  }
  return names.filter((name) => !REQUIREMENTS[name].isThere()).map((name) => REQUIREMENTS[name].advice);
}
