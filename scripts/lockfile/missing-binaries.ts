export type LockedPackage = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

export type Lockfile = { readonly packages: Readonly<Record<string, LockedPackage>> };

export type MissingBinary = { readonly name: string; readonly version: string; readonly dev: boolean };

/** Optional dependencies that a locked package names and the lockfile has no entry for, at any level. */
export function missingBinaries(lockfile: Lockfile): MissingBinary[] {
  return Object.entries(lockfile.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(lockfile, path, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  );
}

/** Node's own search order: the package's node_modules, then each one above it. */
function isLocked(lockfile: Lockfile, from: string, name: string): boolean {
  const parents = from.split('/node_modules/');
  return parents.some((_, depth) => {
    const folder = parents.slice(0, parents.length - depth).join('/node_modules/');
    return `${folder}/node_modules/${name}` in lockfile.packages || `node_modules/${name}` in lockfile.packages;
  });
}
