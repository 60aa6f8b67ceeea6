/**
 * npm drops a platform's binary from package-lock.json when the registry it was written against could not serve it (a mirror,
 * or a version published only in part). `npm ci` then refuses the lockfile everywhere. This adds the entries back without
 * an integrity: they are fetched on their own platform only. Run it after `npm install`; tests/repo/lockfile.test.ts asks for it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type Lockfile, missingBinaries } from './lockfile/missing-binaries.ts';
import { platformOf } from './lockfile/platform-of.ts';

const PATH = 'package-lock.json';

const lockfile = JSON.parse(readFileSync(PATH, 'utf8')) as Lockfile;
const packages: Record<string, object> = { ...lockfile.packages };
for (const { name, version, dev } of missingBinaries(lockfile)) {
  const platform = platformOf(name);
  if (platform === null) throw new Error(`${name}: its name does not tell its platform; add it to ${PATH} by hand`);
  packages[`node_modules/${name}`] = { version, ...platform, ...(dev ? { dev } : {}), optional: true };
  console.log(`added ${name}@${version}`);
}
const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(PATH, `${JSON.stringify({ ...lockfile, packages: sorted }, null, 2)}\n`);
