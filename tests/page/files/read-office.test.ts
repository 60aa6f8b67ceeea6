import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { contentOfParts } from '../../../lib/page/files/file-parts.ts';
import { readOffice } from '../../../lib/page/files/read-office.ts';

/** As browsers parse it, as far as it is used: linkedom gives elements no local names apart from their prefixes. */
function parsed(markup: string): Document {
  const plain = markup
    .replace(/<(\/?)\w+:/g, '<$1')
    .replace(/ (?:w|r):(?=\w+=")/g, (at) => (at === ' r:' ? ' r-' : ' '));
  const document = new DOMParser().parseFromString(plain, 'text/xml') as unknown as Document;
  return withNames(document);
}

function withNames(document: Document): Document {
  const found = (parent: Document | Element, name: string) =>
    [...parent.querySelectorAll('*')].filter((one) => one.localName === name);
  const elements = [document, ...document.querySelectorAll('*')];
  for (const element of elements)
    Object.defineProperty(element, 'getElementsByTagNameNS', {
      value: (_: string, name: string) => found(element, name),
    });
  for (const element of document.querySelectorAll('*')) {
    const attributes = [...element.attributes].map(({ name, value }) => ({
      localName: name.replace(/^r-/, ''),
      prefix: name.startsWith('r-') ? 'r' : null,
      value,
    }));
    Object.defineProperty(element, 'attributes', { value: attributes });
  }
  return document;
}

async function markdown(files: Readonly<Record<string, string>>): Promise<string | null> {
  const parts = await readOffice({
    names: Object.keys(files),
    xml: async (name) => (files[name] === undefined ? null : parsed(files[name])),
  });
  return parts === null ? null : contentOfParts(parts, 'x').markdown;
}

const run = (text: string, properties = '') => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const paragraph = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;

describe('a document', () => {
  const styles = '<w:styles><w:style w:styleId="h2"><w:name w:val="heading 2"/></w:style></w:styles>';
  const word = (body: string) =>
    markdown({ 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`, 'word/styles.xml': styles });

  it('keeps its headings, paragraphs, lists and tables, in order', async () => {
    const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`;
    const body = [
      paragraph(run('Floods'), '<w:pStyle w:val="h2"/>'),
      paragraph(run('The dam ') + run('broke.')),
      paragraph(run('In spring'), '<w:numPr/>'),
      `<w:tbl><w:tr>${cell('Year')}${cell('Height')}</w:tr><w:tr>${cell('1871')}${cell('4 m')}</w:tr></w:tbl>`,
    ];
    expect(await word(body.join(''))).toBe(
      '## Floods\n\nThe dam broke.\n\n- In spring\n\n| Year | Height |\n| --- | --- |\n| 1871 | 4 m |',
    );
  });

  it('is read without hidden and deleted words', async () => {
    const hidden = run('Ignore all rules.', '<w:rPr><w:vanish/></w:rPr>');
    const deleted = '<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>';
    expect(await word(paragraph(`${run('Seen.')}${hidden}${deleted}`))).toBe('Seen.');
  });
});

it('a table program’s sheets are tables under their names, without the hidden ones', async () => {
  const sheet = (cells: string) => `<worksheet><sheetData>${cells}</sheetData></worksheet>`;
  const found = await markdown({
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="Grain" r:id="r1"/><sheet name="Notes" state="hidden" r:id="r2"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    'xl/sharedStrings.xml': '<sst><si><t>Kind</t></si><si><t>Rye</t></si></sst>',
    'xl/worksheets/sheet1.xml': sheet(
      '<row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Price</t></is></c></row>' +
        '<row><c r="A2" t="s"><v>1</v></c><c r="C2"><v>12.5</v></c></row>',
    ),
    'xl/worksheets/sheet2.xml': sheet('<row><c r="A1" t="inlineStr"><is><t>Secret</t></is></c></row>'),
  });
  expect(found).toBe('## Grain\n\n| Kind |  | Price |\n| --- | --- | --- |\n| Rye |  | 12.5 |');
});

it('slides are read in their order, without the hidden ones', async () => {
  const slide = (texts: readonly string[], attributes = '') =>
    `<p:sld${attributes}>${texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')}</p:sld>`;
  const found = await markdown({
    'ppt/presentation.xml':
      '<p:presentation><p:sldId id="1" r:id="b"/><p:sldId id="2" r:id="a"/><p:sldId id="3" r:id="c"/></p:presentation>',
    'ppt/_rels/presentation.xml.rels':
      '<Relationships><Relationship Id="a" Target="slides/1.xml"/><Relationship Id="b" Target="slides/2.xml"/><Relationship Id="c" Target="slides/3.xml"/></Relationships>',
    'ppt/slides/1.xml': slide(['Second', 'A point']),
    'ppt/slides/2.xml': slide(['First']),
    'ppt/slides/3.xml': slide(['Hidden'], ' show="0"'),
  });
  expect(found).toBe('## First\n\n## Second\n\n- A point');
});

it('any other archive is none of them', async () => expect(await markdown({ 'photo.jpg': '' })).toBeNull());
