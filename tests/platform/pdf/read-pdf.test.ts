import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PageSnapshot } from '../../../lib/page/snapshot.ts';
import { readPdf } from '../../../lib/platform/pdf/read-pdf.ts';
import { lines, wrapped } from '../../support/pdf/sheets.ts';
import { type PdfOptions, type Run, type Sheet, writePdf } from '../../support/pdf/write-pdf.ts';

const RIVERS =
  'Every river in the valley carries more water in spring than in autumn, because the snow of the mountains melts late. ' +
  'The people who live beside it know the height of the flood by the marks that their grandparents cut into the bridge. ' +
  'In dry years the old marks stand far above the water, and children use them as a ladder.';
const BOATS =
  'Boats on the lake are built from larch, which keeps for forty years if it is never allowed to dry. ' +
  'A builder needs two winters for a hull, and in summer the workshop stands empty. ' +
  'Nobody paints the wood, for paint would hold the damp that rots it.';

const read = (file: Buffer, told: Partial<Parameters<typeof readPdf>[1]> = {}): Promise<PageSnapshot> =>
  readPdf(new Uint8Array(file), {
    url: 'https://a.test/files/on%20rivers.pdf',
    now: 1_700_000_000_000,
    progress: () => {},
    characterMap: async (name) => new Uint8Array(readFileSync(`node_modules/pdfjs-dist/cmaps/${name}`)),
    ...told,
  });

const readRuns = (runs: readonly Run[], options: PdfOptions = {}) => read(writePdf([{ runs }], options));

describe('a PDF file', () => {
  it('is read as paragraphs below the headings that its larger letters make', async () => {
    const { markdown, kind, language, byline } = await readRuns(
      [
        { text: 'On water', x: 72, y: 80, size: 22 },
        { text: 'Rivers', x: 72, y: 120, size: 14 },
        ...lines(wrapped(RIVERS, 80), { x: 72, y: 140 }),
        { text: 'Boats', x: 72, y: 220, size: 14 },
        ...lines(wrapped(BOATS, 80), { x: 72, y: 240 }),
      ],
      { title: 'On water', author: 'A. Writer', language: 'en-gb' },
    );
    expect(markdown).toBe(`# On water\n\n## Rivers\n\n${RIVERS}\n\n## Boats\n\n${BOATS}`);
    expect({ kind, language, byline }).toEqual({ kind: 'pdf', language: 'en-GB', byline: 'A. Writer' });
  });

  it('in two columns is read down the first and then down the second, below what stands over both', async () => {
    const { markdown } = await readRuns([
      { text: 'A title that is as wide as the whole sheet of paper', x: 72, y: 60, size: 18 },
      ...lines(wrapped(RIVERS, 40), { x: 60, y: 100 }),
      ...lines(wrapped(BOATS, 40), { x: 310, y: 100 }),
    ]);
    expect(markdown).toBe(`# A title that is as wide as the whole sheet of paper\n\n${RIVERS}\n\n${BOATS}`);
  });

  it('goes on with a paragraph that a column or a sheet has cut off', async () => {
    const [first = [], second = []] = [wrapped(RIVERS, 60).slice(0, 2), wrapped(RIVERS, 60).slice(2)];
    const { markdown, passages } = await read(
      writePdf([
        {
          runs: [
            ...lines(first, { x: 72, y: 700 }),
            { text: 'A note at the foot of the page, in small letters.', x: 72, y: 760, size: 7 },
          ],
        },
        { runs: lines(second, { x: 72, y: 80 }) },
      ]),
    );
    expect(markdown).toContain(RIVERS);
    expect(passages.map(({ page }) => page)).toEqual([1]);
  });

  it('is rid of running heads, running feet and page numbers, and of nothing that only looks like them', async () => {
    const sheets = [1, 2, 3, 4].map(
      (number): Sheet => ({
        runs: [
          { text: number % 2 === 0 ? 'The Book of Rivers' : `Chapter ${number}: some other words`, x: 72, y: 40 },
          { text: `${number + 10}`, x: 500, y: 40 },
          ...lines([`Sheet ${number} begins here.`, ...wrapped(number % 2 === 0 ? RIVERS : BOATS, 60 + 5 * number)], {
            x: 72,
            y: 90,
          }),
          { text: 'Printed in the valley', x: 200, y: 800 },
        ],
      }),
    );
    const { markdown } = await read(writePdf(sheets));
    expect(markdown).not.toMatch(/Book of Rivers|Chapter|Printed|1[1-4]/);
    for (const number of [1, 2, 3, 4]) expect(markdown).toContain(`Sheet ${number} begins here.`);
  });

  it('has whole words where a line ended within one, and keeps hyphens that belong to a word', async () => {
    const { markdown } = await readRuns(
      lines(
        [
          'A well-known boatbuilder of the lake says that the wood is the whole secret of a good boat, and a well-',
          'known carpenter agrees with what the builder says, because the larch of these mountains is extraordi-',
          'narily slow to grow and therefore as hard as a stone.',
        ],
        { x: 72, y: 80 },
      ),
    );
    expect(markdown).toContain('a well-known carpenter');
    expect(markdown).toContain('is extraordinarily slow');
  });

  it('keeps the rows and columns of a table, and a place that is empty in it', async () => {
    const row = (y: number, ...cells: string[]): Run[] =>
      cells.flatMap((text, index) => (text === '' ? [] : [{ text, x: 72 + index * 120, y }]));
    const { markdown, passages } = await readRuns([
      ...lines(wrapped(RIVERS, 80), { x: 72, y: 80 }),
      ...row(180, 'River', 'Length', 'Source'),
      ...row(194, 'Ache', '40 km', 'A glacier'),
      ...row(208, 'Mur', '', 'A spring'),
    ]);
    expect(markdown).toContain(
      '| River | Length | Source |\n| --- | --- | --- |\n| Ache | 40 km | A glacier |\n| Mur |  | A spring |',
    );
    expect(passages[0]?.text).toContain('Ache\t40 km\tA glacier');
  });

  it('keeps the items of a list apart and the lines of code as they are set', async () => {
    const { markdown } = await readRuns([
      ...lines(
        ['\u2022 Larch, which is hard', '\u2022 Spruce, which is light'].map((text) => text.replace('\u2022', '\x95')),
        {
          x: 72,
          y: 80,
        },
      ),
      { text: 'The builder measures the hull like this:', x: 72, y: 120 },
      { text: 'for each rib:', x: 72, y: 140, font: 'fixed' },
      { text: 'measure(rib)', x: 96, y: 152, font: 'fixed' },
    ]);
    expect(markdown).toContain('- Larch, which is hard\n- Spruce, which is light');
    expect(markdown).toContain('```\nfor each rib:\n    measure(rib)\n```');
  });

  it('takes its headings from its own table of contents, and from short lines in another font', async () => {
    const { markdown, passages } = await readRuns(
      [
        { text: 'Rivers', x: 72, y: 80 },
        ...lines(wrapped(RIVERS, 80), { x: 72, y: 110 }),
        { text: '1.2 Boats', x: 72, y: 190, font: 'bold' },
        ...lines(wrapped(BOATS, 80), { x: 72, y: 204 }),
      ],
      { outline: [['Rivers', 1]] },
    );
    expect(markdown).toMatch(/^#+ Rivers\n/);
    expect(markdown).toMatch(/\n#+ 1\.2 Boats\n/);
    expect(passages.at(-1)?.headings.at(-1)).toBe('1.2 Boats');
  });

  it('has passages that know their page and end with it', async () => {
    const { passages } = await read(
      writePdf([1, 2, 3].map((number) => ({ runs: lines([`Words of sheet ${number}.`], { x: 72, y: 300 }) }))),
    );
    expect(passages.map(({ id, page, text }) => [id, page, text])).toEqual([
      [1, 1, 'Words of sheet 1.'],
      [2, 2, 'Words of sheet 2.'],
      [3, 3, 'Words of sheet 3.'],
    ]);
  });

  it.each<[what: string, options: PdfOptions, runs: readonly Run[], title: string]>([
    ['its metadata', { title: 'On rivers' }, [{ text: 'Another', x: 72, y: 80, size: 20 }], 'On rivers'],
    ['its first heading', { title: 'thesis.docx' }, [{ text: 'A heading', x: 72, y: 80, size: 20 }], 'A heading'],
    ['its file’s name', {}, [], 'on rivers.pdf'],
  ])('has its title from %s', async (_what, options, runs, title) => {
    expect((await readRuns([...runs, ...lines(wrapped(RIVERS, 80), { x: 72, y: 120 })], options)).title).toBe(title);
  });

  it('holds nothing that stands off the sheet, is too small to be read, or lies across the page', async () => {
    const { markdown, hidden_characters } = await readRuns([
      ...lines(wrapped(RIVERS, 80), { x: 72, y: 80 }),
      { text: 'beyond the left edge', x: -400, y: 200 },
      { text: 'below the lower edge', x: 72, y: 900 },
      { text: 'as small as dust', x: 72, y: 400, size: 1 },
      { text: 'DRAFT', x: 200, y: 500, size: 60, angle: 45 },
    ]);
    expect(markdown).toBe(RIVERS);
    expect(hidden_characters).toBe('as small as dust'.length);
  });

  it('in Chinese is read by the character map that it names', async () => {
    const { markdown } = await readRuns([{ text: '山谷里的河水', x: 72, y: 80, font: 'chinese' }]);
    expect(markdown).toBe('山谷里的河水');
  });

  it('tells how far it has been read', async () => {
    const told: (readonly [number, number])[] = [];
    const runs = lines(['Words.'], { x: 72, y: 300 });
    await read(writePdf([{ runs }, { runs }]), { progress: (pages, of) => told.push([pages, of]) });
    expect(told).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

describe('a PDF file that cannot be read says why', () => {
  const runs = lines(['Words.'], { x: 72, y: 300 });

  it.each<[reason: string, file: Buffer]>([
    ['pdf-scan', writePdf([{ picture: true }, { picture: true }])],
    [
      'pdf-scan',
      writePdf(
        [1, 2, 3].map((number) => ({
          picture: true,
          runs: lines([`Scanned by a library, ${number}`], { x: 72, y: 820 }),
        })),
      ),
    ],
    ['pdf-locked', writePdf([{ runs }], { locked: true })],
    ['pdf-broken', Buffer.from('%PDF-1.7\nand nothing of what should follow')],
  ])('%s', async (reason, file) => {
    await expect(read(file)).rejects.toMatchObject({ error: { kind: 'page-not-readable', reason, host: 'a.test' } });
  });
});
