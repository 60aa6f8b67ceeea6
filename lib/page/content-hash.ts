/**
 * 64 bits as 16 hexadecimal digits, over the parts in order. Two FNV-1a lanes with different starts, each stirred at the end
 * so that close texts do not give close hashes. For telling whether a page changed; not cryptographic.
 */
export function contentHash(...parts: readonly string[]): string {
  let first = 0x811c9dc5;
  let second = 0x9747b28c;
  for (const part of parts) {
    for (let index = 0; index < part.length; index += 1) {
      const unit = part.charCodeAt(index);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ (unit + (first >>> 24)), 0x01000193);
    }
    // A separator no UTF-16 unit can equal: moving a character from one part to the next changes the hash.
    first = Math.imul(first ^ 0x10000, 0x01000193);
    second = Math.imul(second ^ 0x10001, 0x01000193);
  }
  return hexadecimal(stir(first ^ (second >>> 7))) + hexadecimal(stir(second ^ (first << 5)));
}

function stir(value: number): number {
  let result = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  result = Math.imul(result ^ (result >>> 15), 0x2c1b3c6d);
  return (result ^ (result >>> 16)) >>> 0;
}

function hexadecimal(value: number): string {
  return value.toString(16).padStart(8, '0');
}
