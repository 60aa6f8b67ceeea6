/** WebCrypto for the user's API keys: AES-256-GCM, and PBKDF2-HMAC-SHA-256 where a passphrase guards. */

export type Bytes = Uint8Array<ArrayBuffer>;

/** What everything is sealed with. The id tells one from another without telling anything of its bytes. */
export type DataKey = { readonly id: string; readonly bytes: Bytes };

export type Sealed = { readonly nonce: Bytes; readonly bytes: Bytes };

/** A data key sealed under a passphrase. The numbers stand beside it, so that later ones can be higher. */
export type PassphraseLock = { readonly salt: Bytes; readonly iterations: number; readonly sealed: Sealed };

/** About a third of a second on an ordinary computer, for each guess. */
const ITERATIONS = 600_000;

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;

export function newDataKey(): DataKey {
  return { id: crypto.randomUUID(), bytes: random(KEY_BYTES) };
}

/** `about` is not hidden, but bound to it: sealed text that was moved elsewhere does not open. */
export async function seal(key: DataKey, text: string, about: string): Promise<Sealed> {
  return encrypt(await importKey(key.bytes), encode(text), about);
}

/** Null where it was sealed with another key, for something else, or where a single bit of it has changed. */
export async function unseal(key: DataKey, sealed: Sealed, about: string): Promise<string | null> {
  const bytes = await decrypt(await importKey(key.bytes), sealed, about);
  return bytes && new TextDecoder().decode(bytes);
}

export async function lockWith(passphrase: string, key: DataKey): Promise<PassphraseLock> {
  const salt = random(SALT_BYTES);
  const guard = await derive(passphrase, salt, ITERATIONS);
  return { salt, iterations: ITERATIONS, sealed: await encrypt(guard, key.bytes, lockName(key.id)) };
}

/** Null where it is another passphrase, or where the lock is damaged: the two cannot be told apart. */
export async function unlockWith(passphrase: string, lock: PassphraseLock, id: string): Promise<DataKey | null> {
  const guard = await derive(passphrase, lock.salt, lock.iterations);
  const bytes = await decrypt(guard, lock.sealed, lockName(id));
  return bytes && { id, bytes };
}

function lockName(id: string): string {
  return `sitethread lock 1|${id}`;
}

/** The same passphrase typed on another keyboard may be composed of other code points. */
async function derive(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const typed = encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function importKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function encrypt(key: CryptoKey, bytes: Bytes, about: string): Promise<Sealed> {
  const nonce = random(NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: encode(about) };
  return { nonce, bytes: new Uint8Array(await crypto.subtle.encrypt(algorithm, key, bytes)) };
}

async function decrypt(key: CryptoKey, { nonce, bytes }: Sealed, about: string): Promise<Bytes | null> {
  try {
    const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: encode(about) };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes));
  } catch {
    return null; // the one error there is, and it tells nothing on purpose
  }
}

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text);
}
