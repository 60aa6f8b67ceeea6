import { type OpenShadowRoot, openShadowRootsWith } from './blocks/composed-tree.ts';

type ExtensionDom = { readonly dom?: { readonly openOrClosedShadowRoot?: OpenShadowRoot } };
type FirefoxElement = { readonly openOrClosedShadowRoot?: ShadowRoot | null };

/**
 * Opens closed shadow trees where the script runs in an extension's own world, in either browser's way. Elsewhere nothing changes:
 * there the same names do not exist.
 */
export function openClosedShadowRoots(): void {
  const open = (globalThis as { chrome?: ExtensionDom }).chrome?.dom?.openOrClosedShadowRoot;
  if (typeof open === 'function') {
    openShadowRootsWith((host) => {
      try {
        return open(host);
      } catch {
        return null; // not an HTML element
      }
    });
  } else if (typeof Element === 'function' && 'openOrClosedShadowRoot' in Element.prototype) {
    openShadowRootsWith((host) => (host as FirefoxElement).openOrClosedShadowRoot ?? null);
  }
}
