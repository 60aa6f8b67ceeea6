import { closeFramesAt, type OpenShadowRoot, openShadowRootsWith } from './blocks/composed-tree.ts';
import { isNeverRead } from './never-read.ts';

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

/** The entries that lib/platform/pages/never-read-here.ts left. */
const entriesHere = () => (globalThis as { sitethread_never_read?: readonly string[] }).sitethread_never_read ?? [];

/** Closes the frames that are never to be read, also those of the page's own origin. */
export function closeNeverReadFrames(): void {
  const entries = entriesHere();
  closeFramesAt((address) => isNeverRead(entries, address));
}

/** Closes all frames where some part of the site is never to be read: for a small script, which cannot tell which part. */
export function closeFramesBesideNeverRead(): void {
  const hosts = `.${location.host}. .${location.hostname}.`;
  const isOfSite = (entry: string) => entry.includes('/') && hosts.includes(`.${entry.split('/')[0]}.`);
  if (entriesHere().some(isOfSite)) closeFramesAt(() => true);
}
