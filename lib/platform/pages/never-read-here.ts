/**
 * Runs inside a page or frame, where nothing else from this file exists: leaves the entries of what is never to be read for the scripts
 * that read there, in the extension's own world, which pages cannot look into. Gives the address of the document.
 */
export function leaveNeverRead(entries: readonly string[]): string {
  Object.assign(globalThis, { sitethread_never_read: entries });
  return document.URL;
}
