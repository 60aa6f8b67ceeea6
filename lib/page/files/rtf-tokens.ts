/** What a file in the Rich Text Format is made of. Bytes stand as they are: what they spell depends on the font. */
export type RtfToken =
  | { readonly type: 'open' }
  | { readonly type: 'close' }
  | { readonly type: 'ignorable' }
  | { readonly type: 'word'; readonly name: string; readonly value: number | null }
  | { readonly type: 'bytes'; readonly bytes: string };

/** A control word with its number and the space that ends it, a byte in hexadecimal digits, a control sign, a brace, or text. */
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|[^\\{}\r\n]+|\\/giy;

/** `source`: the file with each byte as a character. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  const pattern = new RegExp(TOKEN);
  for (let match = pattern.exec(source); match !== null; match = pattern.exec(source)) {
    const [text, name, value, hexadecimal, sign, brace] = match;
    if (name !== undefined) {
      // Raw bytes follow, which may look like anything.
      if (name === 'bin') pattern.lastIndex += Math.max(0, Number(value ?? 0));
      yield { type: 'word', name, value: value === undefined ? null : Number(value) };
    } else if (hexadecimal !== undefined) {
      yield { type: 'bytes', bytes: String.fromCharCode(Number.parseInt(hexadecimal, 16)) };
    } else if (sign !== undefined) yield tokenOfSign(sign);
    else if (brace !== undefined) yield brace === '{' ? { type: 'open' } : { type: 'close' };
    else if (/^[\r\n\\]/.test(text)) continue;
    else yield { type: 'bytes', bytes: text };
  }
}

function tokenOfSign(sign: string): RtfToken {
  if (sign === '*') return { type: 'ignorable' };
  if (sign === '~') return { type: 'bytes', bytes: ' ' };
  if (sign === '_') return { type: 'bytes', bytes: '-' };
  if (sign === '\r' || sign === '\n') return { type: 'word', name: 'par', value: null };
  return { type: 'bytes', bytes: /[\\{}]/.test(sign) ? sign : '' };
}
