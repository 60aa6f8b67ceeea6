/** Encodings by the number of a Windows code page; of the others, the western one is nearest. */
const PAGES: Readonly<Record<number, string>> = {
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  65001: 'utf-8',
};

/** Code pages by the character set that a font is for, as fonts number them. */
const CHARACTER_SETS: Readonly<Record<number, number>> = {
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};

/** Null where the document's own code page holds. */
export function pageOfCharacterSet(set: number): number | null {
  return CHARACTER_SETS[set] ?? null;
}

/** `bytes`: each as a character. */
export function decodeBytes(bytes: string, page: number): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  const name = PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
  return new TextDecoder(name).decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
}
