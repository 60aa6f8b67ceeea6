import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { mergeConfig, type Rolldown } from 'vite';
import { defineConfig } from 'wxt';
import { licensesText } from './scripts/build/licenses.ts';

/** Whatever a page or a model slips into one of our documents, it reaches no network, runs no script and frames nothing. */
const contentSecurityPolicy = (browser: string) => [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // The background talks to the servers the user adds, http ones in the local network included.
  // Chromium gives PDF files of this computer to those whom the user lets read files.
  `connect-src 'self' https: http:${browser === 'firefox' ? '' : ' file:'}`,
  "frame-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // One policy starts the one worker: lib/platform/pdf/start-worker.ts. The other reads the user's files: lib/platform/files/parse-markup.ts.
  'trusted-types sitethread-pdf-worker sitethread-read-file',
];

/**
 * Digits, because they are really assigned in both browsers: Chromium keeps many letters to itself, and in Firefox
 * Alt+Shift with a letter belongs to the page's access keys.
 */
function command(digit: number, description: string) {
  return { suggested_key: { default: `Alt+Shift+${digit}`, mac: `MacCtrl+Shift+${digit}` }, description };
}

/** Holds Adobe's character maps, which files in Chinese, Japanese and Korean name instead of holding them. */
const PDF_JS = resolve('node_modules/pdfjs-dist');

/** Whether the side panel or the popup imports a module as it starts, itself or by another one. */
function isOfPanel(id: string, modules: Rolldown.ChunkingContext, seen = new Set<string>()): boolean {
  if (/entrypoints\/(sidepanel|popup)\/main\.tsx$/.test(id)) return seen.size > 0;
  seen.add(id);
  const importers = modules.getModuleInfo(id)?.importers ?? [];
  return importers.some((importer) => !seen.has(importer) && isOfPanel(importer, modules, seen));
}

export default defineConfig({
  outDir: process.env['SITETHREAD_OUT'] ?? '.output',
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: [
      'activeTab',
      'alarms',
      'contextMenus',
      'declarativeNetRequestWithHostAccess',
      'scripting',
      'storage',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
    ],
    // The names of the user's other tabs, for questions that take some of them along.
    optional_permissions: ['tabs'],
    optional_host_permissions: ['http://*/*', 'https://*/*', ...(browser === 'firefox' ? [] : ['file:///*'])],
    content_security_policy: { extension_pages: contentSecurityPolicy(browser).join('; ') },
    action: { default_title: '__MSG_extension_name__' },
    omnibox: { keyword: 'st' },
    commands: {
      'open-panel': command(1, '__MSG_command_open__'),
      ask: command(2, '__MSG_command_ask__'),
      summarize: command(3, '__MSG_command_summarize__'),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'sitethread@sitethread.app',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['websiteContent', 'browsingActivity'] },
            },
          },
        }
      : { minimum_chrome_version: '128' }),
  }),
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.some(({ name }) => name === 'sidepanel')) return;
      // What the panel needs to draw comes in one file: it compresses better than thirty, and is read sooner.
      const group = {
        name: (id: string, modules: Rolldown.ChunkingContext) => (isOfPanel(id, modules) ? 'panel' : null),
      };
      config.build = mergeConfig(config.build ?? {}, {
        rolldownOptions: { output: { codeSplitting: { groups: [group] } } },
      });
    },
    'build:manifestGenerated': (_wxt, manifest) => {
      // WXT gives every popup to the toolbar button, and then the click that opens the panel would never be heard.
      delete manifest.action?.default_popup;
    },
    'build:publicAssets': (_wxt, files) => {
      const names = ['LICENSE', ...readdirSync(resolve(PDF_JS, 'cmaps')).map((name) => `cmaps/${name}`)];
      for (const name of names) files.push({ absoluteSrc: resolve(PDF_JS, name), relativeDest: `pdf/${name}` });
      // What the options page links to under "About".
      files.push({ absoluteSrc: resolve('CHANGELOG.md'), relativeDest: 'changelog.txt' });
      files.push({ absoluteSrc: resolve('LICENSE'), relativeDest: 'license.txt' });
      files.push({ contents: licensesText(resolve('.')), relativeDest: 'licenses.txt' });
    },
  },
  vite: () => ({
    // Its build for browsers of today: the package's own entry is one for those of 2015, and larger.
    resolve: { alias: [{ find: /^dexie$/, replacement: resolve('node_modules/dexie/dist/modern/dexie.mjs') }] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // The documents name what their scripts import, so that it is read at once and not file after file. What is loaded later does
    // not: the list of it would be a fiftieth of what the panel loads first.
    build: {
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, imported, { hostType }) => (hostType === 'html' ? imported : []),
      },
    },
  }),
});
