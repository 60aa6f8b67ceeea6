/** Encodings from before Unicode, by the language of those who wrote in them; of the others there is one. */
const OLD_ENCODINGS: Readonly<Record<string, string>> = {
  ar: 'windows-1256',
  be: 'windows-1251',
  bg: 'windows-1251',
  cs: 'windows-1250',
  el: 'iso-8859-7',
  fa: 'windows-1256',
  he: 'windows-1255',
  hu: 'windows-1250',
  ja: 'shift_jis',
  ko: 'euc-kr',
  lt: 'windows-1257',
  lv: 'windows-1257',
  pl: 'windows-1250',
  ru: 'windows-1251',
  sk: 'windows-1250',
  sl: 'windows-1250',
  th: 'windows-874',
  tr: 'windows-1254',
  uk: 'windows-1251',
  vi: 'windows-1258',
  zh: 'gb18030',
  'zh-TW': 'big5',
};
const OLD_WESTERN = 'windows-1252';

/** In bytes; as much as tells what the whole is. */
const SAMPLE = 64 * 1024;

/**
 * The text of a file: by its byte order mark, as UTF-16 where every other byte is zero, as UTF-8 where it is valid, else in the
 * encoding that its reader's language (BCP 47) had before. `declared`: what the file says itself. Null where the bytes are no text.
 */
export function decodeText(bytes: Uint8Array, language: string, declared: string | null = null): string | null {
  const wide = wideEncoding(bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  if (isBinary(bytes.subarray(0, SAMPLE))) return null;
  const candidates = [declared, 'utf-8', oldEncoding(language)].filter((name) => name !== null);
  for (const name of candidates) {
    const text = decoded(bytes, name);
    if (text !== null) return text;
  }
  return new TextDecoder(OLD_WESTERN).decode(bytes);
}

/** Null where a byte has no meaning in the encoding, or nobody knows it. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function oldEncoding(language: string): string {
  const [base = ''] = language.split('-');
  return OLD_ENCODINGS[language] ?? OLD_ENCODINGS[base] ?? OLD_WESTERN;
}

function wideEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = bytes.subarray(0, SAMPLE);
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = sample.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  return even > half * 0.4 && odd < half * 0.05 ? 'utf-16be' : null;
}

/** Control characters that no text has, more than a stray one. */
function isBinary(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b) controls += 1;
  }
  return controls > sample.length * 0.01;
}
