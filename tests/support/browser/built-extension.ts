import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeFolder, temporaryFolder } from './temporary-folder.ts';

export type Target = 'chrome' | 'firefox';

export type BuiltManifest = {
  readonly host_permissions?: readonly string[];
  readonly browser_specific_settings?: { readonly gecko?: { readonly id?: string } };
};

/** Where `wxt build` has put the extension. `SITETHREAD_OUT` names another output folder than `.output`. */
export function builtExtension(target: Target): string {
  const folder = resolve(process.env['SITETHREAD_OUT'] ?? '.output', `${target}-mv3`);
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${folder} is not built: run npm run build first.`);
  return folder;
}

export const readManifest = (folder: string): BuiltManifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as BuiltManifest;

/**
 * A copy of the built extension that already has host permissions: a headless browser has nobody to answer
 * `permissions.request`. The folder also is what an unpacked extension's id is made from, so keep it across restarts.
 */
export function copyWithHosts(build: string, hosts: readonly string[]): { folder: string; remove: () => void } {
  const folder = temporaryFolder('extension');
  cpSync(build, folder, { recursive: true });
  const manifest = { ...readManifest(folder), host_permissions: hosts };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return { folder, remove: () => removeFolder(folder) };
}

/**
 * A copy of the built extension that has the texts of one language alone. A browser in any language shows them then: Debian's
 * Chromium speaks English only, where a package of 119 MB is not installed.
 */
export function copyWithLanguage(build: string, locale: string): { folder: string; remove: () => void } {
  const folder = temporaryFolder('extension');
  cpSync(build, folder, { recursive: true });
  const others = readdirSync(join(folder, '_locales')).filter((name) => name !== locale);
  for (const other of others) rmSync(join(folder, '_locales', other), { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...readManifest(folder), default_locale: locale }));
  return { folder, remove: () => removeFolder(folder) };
}
