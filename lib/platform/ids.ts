const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 24 characters of 62 carry 142 bits: unguessable and free of collisions. The published ids have as many. */
const LENGTH = 24;

export function newId(prefix: string): string {
  let id = prefix;
  while (id.length < prefix.length + LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) {
      // 248 is the largest multiple of 62 in a byte: above it some characters would come more often.
      if (byte < 248 && id.length < prefix.length + LENGTH) id += ALPHABET[byte % 62];
    }
  }
  return id;
}
