import type { KeyPlace } from '../store/secrets/sealed-keys.ts';
import type { DataKey } from '../store/secrets/sealing.ts';
import { browser } from './browser.ts';

/** The key's name in the session's storage. Content scripts cannot read that: trusted contexts alone may, unless told otherwise. */
const SESSION_NAME = 'data-key';

/** A file of its own in the extension's private file system. */
const FILE_NAME = 'data-key.json';

/** In memory until the browser closes, beyond the worker's own end. */
export const sessionKeyPlace: KeyPlace = {
  async read() {
    return parseKey((await browser.storage.session.get(SESSION_NAME))[SESSION_NAME]);
  },
  async write(key) {
    await browser.storage.session.set({ [SESSION_NAME]: plainOf(key) });
  },
  async erase() {
    await browser.storage.session.remove(SESSION_NAME);
  },
};

/** On disk as one file, because removing a file removes what is in it; databases keep deleted rows for long. */
export const deviceKeyPlace: KeyPlace = {
  async read() {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(FILE_NAME).catch(nothingThere);
    return handle === null ? null : parseKey(parseJson(await (await handle.getFile()).text()));
  },
  async write(key) {
    const folder = await navigator.storage.getDirectory();
    const file = await (await folder.getFileHandle(FILE_NAME, { create: true })).createWritable();
    await file.write(JSON.stringify(plainOf(key)));
    await file.close();
  },
  async erase() {
    const folder = await navigator.storage.getDirectory();
    await folder.removeEntry(FILE_NAME).catch(nothingThere);
  },
};

/** Any other failure must not pass for a lost key: a new one would be written in its place. */
function nothingThere(thrown: unknown): null {
  if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
  throw thrown;
}

function plainOf({ id, bytes }: DataKey) {
  return { id, bytes: [...bytes] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // written half when the machine lost its power
  }
}

function parseKey(stored: unknown): DataKey | null {
  if (typeof stored !== 'object' || stored === null || !('id' in stored) || !('bytes' in stored)) return null;
  const { id, bytes } = stored;
  return typeof id === 'string' && Array.isArray(bytes) ? { id, bytes: Uint8Array.from(bytes) } : null;
}
