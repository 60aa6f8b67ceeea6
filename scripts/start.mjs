/**
 * `node scripts/start.mjs <name> [arguments]`: installs what package-lock.json asks for, then runs scripts/<name>.ts under the
 * packaged Node 24, which reads TypeScript as it is. Imports nothing but Node's own modules: it runs before the first install,
 * on any Node from 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
/** The first release that strips types without a flag: 22.18. Used only where the packaged Node cannot be had. */
const TYPE_STRIPPING = [22, 18];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packagedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** @returns {never} */
function giveUp(/** @type {string} */ sentence) {
  console.error(sentence);
  process.exit(1);
}

function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json'); // npm writes it last
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

function npm(/** @type {string[]} */ ...parameters) {
  const script = process.env['npm_execpath']; // set when npm started this; spares a search for npm.cmd on Windows
  return script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...parameters], { cwd: root, encoding: 'utf8' })
    : spawnSync('npm', parameters, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
}

function install() {
  process.stdout.write('Installing dependencies with npm ci (about a minute) ... ');
  const start = Date.now();
  const { status, stdout, stderr } = npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
  if (status !== 0) giveUp(`failed\n${stdout ?? ''}${stderr ?? ''}\nnpm ci failed: see above.`);
  console.log(`${Math.round((Date.now() - start) / 1000)} s`);
}

/** Its package fetches the binary in an install script; where those are switched off, the script is run here. */
function findNode() {
  if (runs(packagedNode)) return packagedNode;
  spawnSync(process.execPath, ['installArchSpecificPackage'], {
    cwd: join(root, 'node_modules', 'node'),
    stdio: 'ignore',
  });
  if (runs(packagedNode)) return packagedNode;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = TYPE_STRIPPING;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return process.execPath;
  return giveUp(
    `Node 24 could not be installed from npm; install Node ${TYPE_STRIPPING.join('.')} or newer and try again.`,
  );
}

function runs(/** @type {string} */ node) {
  return existsSync(node) && spawnSync(node, ['--version']).status === 0;
}

const [name = '', ...parameters] = process.argv.slice(2);
const script = join(root, 'scripts', `${name}.ts`);
const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) giveUp(`Node ${process.versions.node} is too old: Node ${OLDEST_NODE} or newer is needed.`);
if (!/^[a-z-]+$/.test(name) || !existsSync(script)) giveUp(`There is no scripts/${name}.ts.`);
if (!isInstalled()) install();

const node = findNode();
const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
const child = spawn(node, [script, ...parameters], { stdio: 'inherit', env: { ...process.env, PATH: path } });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
