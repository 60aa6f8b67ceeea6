import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Package = {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
};

/** The packages that ship inside the extension, by their folders: all that the lockfile installs for it, without mere types. */
export function shippedPackages(root: string): readonly (Package & { readonly folder: string })[] {
  const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([folder, { dev, optional }]) => folder !== '' && !dev && !optional)
    .filter(([folder]) => !folder.includes('/@types/'))
    .map(([folder, rest]) => ({ folder, ...rest }));
}

/** The licenses of everything inside, in full, as one text. Throws where a package says nothing. */
export function licensesText(root: string): string {
  return shippedPackages(root)
    .map(({ folder, version, license }) => {
      const name = folder.replace(/^.*node_modules\//, '');
      const texts = licenseFiles(join(root, folder));
      if (texts.length === 0) throw new Error(`${name} has no file with its license.`);
      return [`${name} ${version ?? ''} (${license ?? ''})`, ...texts].join('\n\n');
    })
    .join(`\n\n${'-'.repeat(80)}\n\n`);
}

function licenseFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
}
