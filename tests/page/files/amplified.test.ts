import { expect, it } from 'vitest';
import { contentOfParts } from '../../../lib/page/files/file-parts.ts';
import { readEpub } from '../../../lib/page/files/read-epub.ts';
import { readOpenDocument } from '../../../lib/page/files/read-open-document.ts';
import { readSlides } from '../../../lib/page/files/read-slides.ts';
import { readWord } from '../../../lib/page/files/read-word.ts';
import { readWorkbook } from '../../../lib/page/files/read-workbook.ts';
import { archiveOf } from '../../support/parse-archive-xml.ts';
import { processorTime } from '../../support/processor-time.ts';

const sheets = (tables: string) =>
  archiveOf({ 'content.xml': `<d><body><spreadsheet>${tables}</spreadsheet></body></d>` });

it('rows that say over and over that they stand there a million times take no more room than a sheet has', async () => {
  const row =
    '<table:table-row table:number-rows-repeated="900000"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>';
  const parts = await readOpenDocument(sheets(`<table:table table:name="A">${row.repeat(3)}</table:table>`.repeat(3)));
  const rows = Array.isArray(parts) ? parts.map((part) => (part.type === 'table' ? part.rows.length : 0)) : [];
  expect(rows.reduce((sum, one) => sum + one, 0)).toBeLessThan(1_100_000);
});

it('a long text that stands in every cell of a row is looked at no more often than there is room for it', () => {
  const row = Array.from({ length: 16_384 }, () => 'word '.repeat(40_000));
  expect(
    processorTime(() => contentOfParts([{ type: 'table', rows: [['a', 'b'], row], header: true }], 'x')),
  ).toBeLessThan(2_000);
});

it('tables in cells of tables, each of which stands there many times, make no text that is longer than any file is read', async () => {
  const cell = (content: string) =>
    `<table:table-cell table:number-columns-repeated="1000">${content}</table:table-cell>`;
  const table = (content: string) => `<table:table><table:table-row>${cell(content)}</table:table-row></table:table>`;
  const parts = await readOpenDocument(sheets(table(table(`<text:p>${'word '.repeat(2_000)}</text:p>`))));
  const rows = Array.isArray(parts) ? parts.flatMap((part) => (part.type === 'table' ? part.rows : [])) : [];
  expect(Math.max(...rows.flat().map(({ length }) => length))).toBeLessThan(3_000_000);
});

it('many sheets that are one file of the archive share the room', async () => {
  const files = archiveOf({
    'xl/workbook.xml': `<workbook><sheets>${'<sheet name="A" r:id="r1"/>'.repeat(30)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r1" Target="sheet.xml"/></Relationships>',
    'xl/sheet.xml': `<worksheet><sheetData>${'<row><c r="XFD1"><v>1</v></c></row>'.repeat(40)}</sheetData></worksheet>`,
  });
  const cells = (await readWorkbook(files)).flatMap((part) => (part.type === 'table' ? part.rows.flat() : []));
  expect(cells.length).toBeLessThan(1_100_000);
});

it('words in elements that are nested in their like are read once', async () => {
  const nested = (tag: string, content: string) => `<${tag}>`.repeat(50) + content + `</${tag}>`.repeat(50);
  const word = archiveOf({
    'word/document.xml': `<d><body><tbl><tr><tc>${nested('p', '<r><t>once</t></r>')}</tc></tr></tbl></body></d>`,
  });
  expect(contentOfParts(await readWord(word), 'x').markdown.match(/once/g)).toHaveLength(1);
  const slides = archiveOf({
    'ppt/presentation.xml': '<p><sldId id="1" r:id="r1"/></p>',
    'ppt/_rels/presentation.xml.rels': '<Relationships><Relationship Id="r1" Target="one.xml"/></Relationships>',
    'ppt/one.xml': `<sld>${nested('p', '<r><t>once</t></r>')}</sld>`,
  });
  expect(contentOfParts(await readSlides(slides), 'x').markdown.match(/once/g)).toHaveLength(1);
});

it('a chapter that a book names over and over is read once', async () => {
  const files = archiveOf({
    'META-INF/container.xml': '<c><rootfile full-path="book.opf"/></c>',
    'book.opf': `<p><item id="a" href="a.xhtml" media-type="text/html"/>${'<itemref idref="a"/>'.repeat(50)}</p>`,
    'a.xhtml': '',
  });
  expect(await readEpub(files)).toMatchObject({ chapters: ['a.xhtml'] });
});
