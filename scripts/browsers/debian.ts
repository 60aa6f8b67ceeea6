import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Debian, or a system made from it; not Ubuntu, whose chromium package only points to a snap. */
export function canUseApt(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const release = readFileSync('/etc/os-release', 'utf8');
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(release) && !/\bubuntu\b/.test(release);
}

/** Installs Debian packages, after a fresh look at the archive. Throws with apt's own words when it fails. */
export function aptInstall(packages: readonly string[]): void {
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...packages);
}

function apt(...parameters: string[]): void {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-q', ...parameters], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`apt-get ${parameters[0]} failed.\n${stdout.slice(-2000)}${stderr}`);
}
