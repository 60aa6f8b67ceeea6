/** A run of text on a sheet; lengths in points from the upper left corner, `y` that of the baseline. */
export type Run = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** 10 unless told. */
  readonly size?: number;
  readonly font?: keyof typeof FONTS;
  /** In degrees, anticlockwise. */
  readonly angle?: number;
};

export type Sheet = {
  readonly runs?: readonly Run[];
  /** Covers the sheet with a grey picture, as a scanner leaves it. */
  readonly picture?: boolean;
};

export type PdfOptions = {
  readonly title?: string;
  readonly author?: string;
  readonly language?: string;
  /** The table of contents: titles by sheet, counted from 1, on one level. */
  readonly outline?: readonly (readonly [title: string, sheet: number])[];
  /** Asks for a password that nobody knows. */
  readonly locked?: boolean;
};

/** Three of the fourteen that every reader of PDF files has, and one whose letters are named by a map that readers bring along. Courier's letters are six tenths of its size wide. */
const FONTS = { regular: 'Helvetica', bold: 'Helvetica-Bold', fixed: 'Courier', chinese: 'STSong-Light' } as const;

/** A4, as most of the world prints. */
const SHEET = { width: 595, height: 842 } as const;

const KEYS = { regular: 'F1', bold: 'F2', fixed: 'F3', chinese: 'F4' } as const;

/**
 * A real PDF file (version 1.4) with the fonts that every reader has built in; text in Latin-1 only. Offsets and lengths are
 * right, so that strict readers take it too.
 */
export function writePdf(sheets: readonly Sheet[], options: PdfOptions = {}): Buffer {
  const objects: string[] = [];
  /** Gives the object's number. */
  const add = (body: string) => objects.push(body);
  const catalog = add('');
  const tree = add('');
  const fonts = Object.entries(FONTS).map(([name, base]) => {
    const number = add(name === 'chinese' ? chinese(base) : `<<${latin(base)}>>`);
    return `/${KEYS[name as keyof typeof FONTS]} ${number} 0 R`;
  });
  const picture = add(
    stream('\x80', '/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8'),
  );
  const resources = `<</Font<<${fonts.join('')}>>/XObject<</P ${picture} 0 R>>>>`;
  const pages = sheets.map((sheet) => {
    const content = add(stream(contentOf(sheet)));
    const box = `/MediaBox[0 0 ${SHEET.width} ${SHEET.height}]`;
    return add(`<</Type/Page/Parent ${tree} 0 R${box}/Resources${resources}/Contents ${content} 0 R>>`);
  });
  objects[tree - 1] = `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((page) => `${page} 0 R`).join(' ')}]>>`;
  const outline =
    options.outline === undefined ? '' : `/Outlines ${addOutline(add, objects, options.outline, pages)} 0 R`;
  const language = options.language === undefined ? '' : `/Lang${literal(options.language)}`;
  objects[catalog - 1] = `<</Type/Catalog/Pages ${tree} 0 R${outline}${language}>>`;
  const info = add(`<</Title${literal(options.title ?? '')}/Author${literal(options.author ?? '')}>>`);
  const id = '<00112233445566778899aabbccddeeff>';
  const locked = options.locked
    ? `/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<${'5a'.repeat(32)}>/U<${'a5'.repeat(32)}>>>`
    : '';
  return assemble(objects, `/Root ${catalog} 0 R/Info ${info} 0 R/ID[${id}${id}]${locked}`);
}

function contentOf({ runs = [], picture }: Sheet): string {
  const drawn = runs.map(({ text, x, y, size = 10, font = 'regular', angle = 0 }) => {
    const [sine, cosine] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)].map((n) =>
      n.toFixed(5),
    );
    const matrix = `${cosine} ${sine} ${-Number(sine)} ${cosine} ${x} ${SHEET.height - y}`;
    return `BT /${KEYS[font]} ${size} Tf ${matrix} Tm ${font === 'chinese' ? utf16(text) : literal(text)} Tj ET`;
  });
  return [...(picture ? [`q ${SHEET.width} 0 0 ${SHEET.height} 0 0 cm /P Do Q`] : []), ...drawn].join('\n');
}

function addOutline(
  add: (body: string) => number,
  objects: string[],
  entries: readonly (readonly [title: string, sheet: number])[],
  pages: readonly number[],
): number {
  const root = add('');
  const [first, last] = [root + 1, root + entries.length];
  for (const [index, [title, sheet]] of entries.entries()) {
    const before = index === 0 ? '' : `/Prev ${root + index} 0 R`;
    const after = index === entries.length - 1 ? '' : `/Next ${root + index + 2} 0 R`;
    add(`<</Title${literal(title)}/Parent ${root} 0 R${before}${after}/Dest[${pages[sheet - 1]} 0 R/Fit]>>`);
  }
  objects[root - 1] = `<</Type/Outlines/First ${first} 0 R/Last ${last} 0 R/Count ${entries.length}>>`;
  return root;
}

const latin = (base: string) => `/Type/Font/Subtype/Type1/BaseFont/${base}/Encoding/WinAnsiEncoding`;

function chinese(base: string): string {
  const letters = '/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>';
  const look = `/FontDescriptor<</Type/FontDescriptor/FontName/${base}/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>`;
  const inner = `<</Type/Font/Subtype/CIDFontType0/BaseFont/${base}${letters}${look}/DW 1000>>`;
  return `<</Type/Font/Subtype/Type0/BaseFont/${base}/Encoding/UniGB-UCS2-H/DescendantFonts[${inner}]>>`;
}

const utf16 = (text: string) => `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

const stream = (data: string, entries = '') => `<<${entries}/Length ${data.length}>>stream\n${data}\nendstream`;

const literal = (text: string) => `(${text.replace(/[\\()]/g, '\\$&')})`;

function assemble(objects: readonly string[], trailer: string): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj${body}endobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${file}${table}trailer<</Size ${objects.length + 1}${trailer}>>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
