import { writeZip } from './write-zip.ts';

const OPEN = 'urn:oasis:names:tc:opendocument:xmlns';
const OPEN_NAMES = ['office', 'text', 'table', 'style', 'drawing', 'presentation']
  .map((name) => `xmlns:${name === 'drawing' ? 'draw' : name}="${OPEN}:${name}:1.0"`)
  .join(' ');

/** A document in the OpenDocument format. `body` is the markup inside its body. */
export function writeOpenDocument(body: string): Buffer<ArrayBuffer> {
  return writeZip({
    'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="${OPEN}:manifest:1.0"/>`,
    'content.xml': `<office:document-content ${OPEN_NAMES}><office:body>${body}</office:body></office:document-content>`,
  });
}

/** A book; each chapter is the markup inside its body. */
export function writeEpub(title: string, chapters: readonly string[]): Buffer<ArrayBuffer> {
  const names = chapters.map((_, index) => `chapter-${index + 1}.xhtml`);
  const items = names.map((name) => `<item id="${name}" href="text/${name}" media-type="application/xhtml+xml"/>`);
  const references = names.map((name) => `<itemref idref="${name}"/>`);
  const pages = chapters.map((body, index) => [
    `OPS/text/${names[index]}`,
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`,
  ]);
  return writeZip({
    'META-INF/container.xml':
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>',
    'OPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>${title}</dc:title></metadata><manifest>${items.join('')}</manifest><spine>${references.join('')}</spine></package>`,
    ...Object.fromEntries(pages),
  });
}

const SHEETS = 'http://schemas.openxmlformats.org';

/** A workbook of Excel's with one sheet. `formats`: the codes that cells name by their place, from 1. */
export function writeXlsx(rows: string, formats: readonly string[] = []): Buffer<ArrayBuffer> {
  const own = formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code}"/>`);
  const cells = formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`);
  const main = `xmlns="${SHEETS}/spreadsheetml/2006/main"`;
  return writeZip({
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${SHEETS}/officeDocument/2006/relationships"><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${SHEETS}/package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts>${own.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${cells.join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
  });
}

/** As much as is looked at of a file that a program of before 2007 wrote: its beginning, and the name of what is in it. */
export function writeCompound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    Buffer.from(`${stream}\0`, 'utf16le'),
    Buffer.alloc(512),
  ]);
}
