import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtExtension } from '../support/browser/built-extension.ts';
import { sourceFiles } from '../support/repo/source-files.ts';

type Manifest = {
  readonly permissions: readonly string[];
  readonly optional_permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly content_security_policy: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<string, { suggested_key: Readonly<Record<string, string>>; description: string }>>;
  readonly icons: Readonly<Record<string, string>>;
  readonly action: Readonly<Record<string, unknown>>;
  readonly browser_specific_settings?: { gecko: { data_collection_permissions: { required: readonly string[] } } };
};

/** All that the extension may do before the user grants more. A new line here needs a line of reason in the README. */
const PERMISSIONS = {
  chrome: [
    'activeTab',
    'alarms',
    'contextMenus',
    'declarativeNetRequestWithHostAccess',
    'scripting',
    'sidePanel',
    'storage',
  ],
  firefox: ['activeTab', 'alarms', 'contextMenus', 'declarativeNetRequestWithHostAccess', 'scripting', 'storage'],
} as const;

const policy = (target: 'chrome' | 'firefox') =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  `connect-src 'self' https: http:${target === 'chrome' ? ' file:' : ''}; ` +
  "frame-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sitethread-pdf-worker sitethread-read-file";

/** Each would let pages or other extensions in, or run before the user has asked for anything. */
const NEVER = [
  'content_scripts',
  'externally_connectable',
  'host_permissions',
  'update_url',
  'web_accessible_resources',
];

describe.each(['chrome', 'firefox'] as const)('the manifest for %s', (target) => {
  const folder = builtExtension(target);
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

  it('asks for exactly the listed permissions', () => {
    expect([...manifest.permissions].sort()).toEqual(PERMISSIONS[target]);
    expect(manifest.optional_permissions).toEqual(['tabs']);
    expect(manifest.optional_host_permissions).toEqual([
      'http://*/*',
      'https://*/*',
      ...(target === 'chrome' ? ['file:///*'] : []),
    ]);
  });

  it.each(NEVER)('has no %s', (key) => {
    expect(manifest).not.toHaveProperty(key);
  });

  it('locks its documents with the whole content security policy', () => {
    expect(manifest.content_security_policy).toEqual({ extension_pages: policy(target) });
  });

  it('has three commands whose default keys both browsers assign', () => {
    const keys = Object.entries(manifest.commands).map(([name, command]) => [name, command.suggested_key['default']]);
    expect(keys).toEqual([
      ['open-panel', 'Alt+Shift+1'],
      ['ask', 'Alt+Shift+2'],
      ['summarize', 'Alt+Shift+3'],
    ]);
  });

  it('leaves the toolbar button to the panel: a popup of its own would swallow the click', () => {
    expect(manifest.action).not.toHaveProperty('default_popup');
  });

  it('has an icon of each size, and each is in the build', () => {
    expect(Object.keys(manifest.icons).map(Number)).toEqual([16, 24, 32, 48, 96, 128]);
    for (const path of Object.values(manifest.icons)) expect(existsSync(join(folder, path))).toBe(true);
  });

  it('loads nothing from elsewhere in its documents', () => {
    for (const { path, text } of sourceFiles([folder], ['.html'])) {
      expect(text, path).not.toMatch(/(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i);
      expect(text, path).not.toMatch(/<script(?![^>]*\bsrc=)/i);
    }
  });

  it('turns no text into code', () => {
    const scripts = sourceFiles([folder], ['.js']);
    expect(scripts.length).toBeGreaterThan(3);
    for (const { path, text } of scripts) {
      expect(text, path).not.toMatch(/(?<![\w$.])eval\(|new Function\(|import\(\s*["'`]https?:/);
    }
  });
});

it('tells Firefox users what is sent to the model they choose', () => {
  const manifest: Manifest = JSON.parse(readFileSync(join(builtExtension('firefox'), 'manifest.json'), 'utf8'));
  expect(manifest.browser_specific_settings?.gecko.data_collection_permissions.required).toContain('websiteContent');
});
