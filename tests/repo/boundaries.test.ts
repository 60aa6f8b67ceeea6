import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder, temporaryFolder } from '../support/browser/temporary-folder.ts';

type Violation = { readonly from: string; readonly rule: { readonly name: string } };
type Report = { readonly summary: { readonly totalCruised: number; readonly violations: readonly Violation[] } };

const FOLDERS = ['lib', 'components', 'entrypoints'];

/** Rule, the file that breaks it, and the forbidden line. */
const PLANTED: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['notation-stands-alone', 'lib/notation/planted-page.ts', "export type { Passage } from '../page/snapshot.ts';"],
  ['pure-folders', 'lib/page/planted-platform.ts', "export { browser } from '../platform/browser.ts';"],
  ['pure-folders', 'lib/search/planted-store.ts', "export type { Database } from '../store/database.ts';"],
  ['pure-folders', 'lib/assistants/planted-words.ts', "export { t } from '../i18n/index.ts';"],
  ['pages-without-engine', 'lib/search/planted-engine.ts', "export { createEngine } from '../assistants/engine.ts';"],
  ['no-node', 'lib/assistants/planted-clock.ts', "export { setTimeout } from 'node:timers/promises';"],
  ['pure-packages', 'lib/page/planted-preact.ts', "export { h } from 'preact';"],
  ['store-stands-alone', 'lib/store/planted-browser.ts', "export { browser } from '../platform/browser.ts';"],
  ['models-stand-alone', 'lib/models/planted-store.ts', "export { Database } from '../store/database.ts';"],
  ['models-stand-alone', 'lib/models/planted-words.ts', "export { t } from '../i18n/index.ts';"],
  ['platform-stands-alone', 'lib/platform/planted-store.ts', "export { Database } from '../store/database.ts';"],
  ['platform-stands-alone', 'lib/platform/planted-panel.ts', "export { createPanel } from '../panel/panel.ts';"],
  ['words-stand-alone', 'lib/i18n/planted-errors.ts', "export { toAppError } from '../errors.ts';"],
  ['api-through-ports', 'lib/api/planted-store.ts', "export { Database } from '../store/database.ts';"],
  ['panel-imports', 'lib/panel/planted-browser.ts', "export { browser } from '../platform/browser.ts';"],
  ['panel-imports', 'lib/panel/planted-engine.ts', "export { Database } from '../store/database.ts';"],
  ['components-imports', 'components/planted-store.tsx', "export { Database } from '../lib/store/database.ts';"],
  ['components-imports', 'components/planted-errors.tsx', "export { toAppError } from '../lib/errors.ts';"],
  ['nobody-imports-entrypoints', 'lib/panel/planted-entrypoint.ts', "import '../../entrypoints/background.ts';"],
  ['product-without-tests', 'lib/panel/planted-test.ts', "import '../../tests/planted-test.ts';"],
  ['one-door-to-the-browser', 'lib/platform/planted-second.ts', "export { default } from 'webextension-polyfill';"],
  [
    'one-door-to-openai',
    'lib/models/planted-openai.ts',
    "import OpenAI from 'openai';\nexport const client = new OpenAI();",
  ],
  ['openai-types-in-models', 'lib/api/planted-openai.ts', "export type { OpenAI } from 'openai';"],
  ['one-door-to-dexie', 'lib/panel/planted-dexie.ts', "export { liveQuery } from 'dexie';"],
  ['one-door-to-pdfjs', 'lib/platform/planted-pdf.ts', "export { getDocument } from 'pdfjs-dist';"],
  ['no-cycles', 'lib/panel/planted-a.ts', "export { b as a } from './planted-b.ts';\nexport const b = 1;"],
  ['resolvable', 'lib/panel/planted-nowhere.ts', "export { nothing } from './not-there.ts';"],
];

/** Allowed on purpose: the same rules must let these pass. */
const ALLOWED: readonly (readonly [file: string, code: string])[] = [
  ['lib/models/planted-wire.ts', "export type { OpenAI } from 'openai';"],
  ['components/planted-notation.tsx', "export { timeText } from '../lib/notation/time-text.ts';"],
  ['components/planted-types.tsx', "export type { PanelState } from '../lib/panel/model.ts';"],
  ['lib/platform/planted-port.ts', "export type { Store } from '../assistants/ports.ts';"],
];

const folder = temporaryFolder('boundaries');
let clean: Report;
let planted: Report;

beforeAll(() => {
  clean = cruise(process.cwd());
  for (const name of [...FOLDERS, 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(resolve(name), join(folder, name), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  plant('lib/panel/planted-b.ts', "export { a as b } from './planted-a.ts';\nexport const a = 1;");
  plant('tests/planted-test.ts', 'export const nothing = 0;');
  for (const [, file, code] of PLANTED) plant(file, code);
  for (const [file, code] of ALLOWED) plant(file, code);
  planted = cruise(folder);
}, 60_000);

afterAll(() => removeFolder(folder));

it('looks at every module of the product', () => {
  expect(clean.summary.totalCruised).toBeGreaterThan(100);
});

it('finds no forbidden import in the product', () => {
  expect(clean.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
});

it.each(PLANTED)('%s refuses the import planted in %s', (rule, file) => {
  expect(rulesBrokenBy(file)).toContain(rule);
});

it.each(ALLOWED)('lets %s pass', (file) => {
  expect(rulesBrokenBy(file)).toEqual([]);
});

function rulesBrokenBy(file: string): string[] {
  return planted.summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

function plant(file: string, code: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${code}\n`);
}

function cruise(cwd: string): Report {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [program, ...FOLDERS, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Report;
}
