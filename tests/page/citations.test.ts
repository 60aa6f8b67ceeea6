import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveCitations, stripMarkers } from '../../lib/page/citations.ts';
import type { Passage } from '../../lib/page/snapshot.ts';

const passage = (id: number, text: string): Passage => ({ id, text, headings: [] });

const MILLS = {
  file_id: 'file-mills',
  first_marker: 1,
  passages: [
    passage(1, 'The mill was built in 1871 by the river.'),
    passage(2, 'It burned down twice — the owner’s son rebuilt it.\nName\tYear\nOld mill\t1871'),
    passage(3, 'Today it is a "museum" of snake_case and 2*3.'),
  ],
};
const BRIDGES = { file_id: 'file-bridges', first_marker: 4, passages: [passage(1, 'The bridge has five arches.')] };

const cited = (text: string) =>
  resolveCitations(text, [MILLS, BRIDGES]).citations.map(({ marker, passage: id, quote }) => [marker, id, quote]);

describe('resolveCitations', () => {
  it.each<readonly [behaviour: string, text: string, citations: readonly (readonly [number, number, string | null])[]]>(
    [
      ['cites a passage that is only named', 'It is old 【1】.', [[1, 1, null]]],
      ['accepts what a model adds to a marker', 'It is old 【1†page】.', [[1, 1, null]]],
      [
        'gives two citations for a marker with two numbers',
        'Old 【1, 3】',
        [
          [1, 1, null],
          [3, 3, null],
        ],
      ],
      ['finds the source whose range holds the number', 'Arches 【4】', [[4, 1, null]]],
      ['drops a number no source has', 'Old 【9】 and 【0】', []],
      ['verifies a quotation in curly marks', '“built in 1871”【1】', [[1, 1, 'built in 1871']]],
      ['verifies a quotation in straight marks', 'It was "built in 1871" 【1】', [[1, 1, 'built in 1871']]],
      ['verifies a quotation in guillemets', '«built in 1871» 【1】', [[1, 1, 'built in 1871']]],
      ['verifies a quotation in low and high marks', '„built in 1871“ 【1】', [[1, 1, 'built in 1871']]],
      ['allows punctuation and emphasis before the marker', '**“built in 1871”.** 【1】', [[1, 1, 'built in 1871']]],
      ['gives no citation for words that are not there', '“built in 1872” 【1】', []],
      ['gives no citation for half a word', '“uilt in 1871” 【1】', []],
      ['does not join words that a space parts', '“builtin 1871” 【1】', []],
      ['gives the words as the page has them', "“twice - the owner's son” 【2】", [[2, 2, 'twice — the owner’s son']]],
      ['allows the first letter of a sentence to differ', '“Built in 1871” 【1】', [[1, 1, 'built in 1871']]],
      [
        'keeps the full stop that the page has',
        '“built in 1871 by the river.” 【1】',
        [[1, 1, 'built in 1871 by the river.']],
      ],
      ["allows punctuation of the writer's own at the end", '“built in 1871,” 【1】', [[1, 1, 'built in 1871']]],
      ['allows other white space', '“Name Year Old\nmill” 【2】', [[2, 2, 'Name\tYear\nOld mill']]],
      ['allows invisible characters', '“built\u200b in 1871” 【1】', [[1, 1, 'built in 1871']]],
      ['undoes escapes of markdown', '“snake\\_case and 2\\*3” 【3】', [[3, 3, 'snake_case and 2*3']]],
      ['looks past emphasis inside a quotation', '“built in **1871**” 【1】', [[1, 1, 'built in 1871']]],
      ['keeps a quotation inside a quotation', '"a "museum" of" 【3】', [[3, 3, 'a "museum" of']]],
      ['takes the nearest of two quotations', '"old" and "built in 1871" 【1】', [[1, 1, 'built in 1871']]],
      ['cites the neighbour that has the words', '“built in 1871” 【2】', [[2, 1, 'built in 1871']]],
      ['does not look two passages away', '“built in 1871” 【3】', []],
      ['does not look into another source', '“five arches” 【3】', []],
      [
        'verifies the same quotation for each marker behind it',
        '“built in 1871” 【1】【4】',
        [[1, 1, 'built in 1871']],
      ],
      ['takes no quotation from earlier in the sentence', 'The “old” mill stands 【1】', [[1, 1, null]]],
      ['takes no quotation from the paragraph before', '"x\n\ny" 【1】', [[1, 1, null]]],
      ['takes empty marks as no quotation', '“” 【1】', [[1, 1, null]]],
      ['leaves other text in these brackets alone', '【note】 【1', []],
    ],
  )('%s', (_behaviour, text, citations) => {
    expect(cited(text)).toEqual(citations);
  });

  it('points at exactly the marker, in UTF-16 units', () => {
    const text = '🏭 It is old 【1†x】.';
    const [annotation] = resolveCitations(text, [MILLS]).annotations;
    expect(annotation).toEqual({
      type: 'file_citation',
      text: '【1†x】',
      start_index: 13,
      end_index: 18,
      file_citation: { file_id: 'file-mills' },
    });
    expect(text.slice(annotation?.start_index, annotation?.end_index)).toBe('【1†x】');
  });

  it('annotates a marker once for each file it cites', () => {
    const { annotations } = resolveCitations('【1, 2, 4】', [MILLS, BRIDGES]);
    expect(annotations.map((annotation) => annotation.file_citation.file_id)).toEqual(['file-mills', 'file-bridges']);
  });

  it('annotates nothing that is not verified', () => {
    expect(resolveCitations('“never said” 【1】', [MILLS])).toEqual({ annotations: [], citations: [] });
  });

  it('verifies any run of whole words of a passage, and gives it back as the page has it', () => {
    const words = fc.array(fc.stringMatching(/^[a-zäöü]{1,8}$/), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (all, one, other) => {
        const [from, to] = [one % all.length, other % all.length].sort((a, b) => a - b) as [number, number];
        const quote = all.slice(from, to + 1).join(' ');
        const sources = [{ file_id: 'f', first_marker: 1, passages: [passage(1, all.join(' '))] }];
        expect(resolveCitations(`So “${quote}” 【1】`, sources).citations[0]?.quote).toBe(quote);
      }),
    );
  });

  it('gets through any text', () => {
    const pieces = fc.constantFrom(
      '【1】',
      '【2, 4】',
      '"',
      '“',
      '”',
      '„',
      '«',
      '»',
      '\\',
      '*',
      ' ',
      '\n\n',
      'mill',
      '1871',
      '…',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const annotation of resolveCitations(text, [MILLS, BRIDGES]).annotations) {
          expect(text.slice(annotation.start_index, annotation.end_index)).toBe(annotation.text);
        }
      }),
    );
  });
});

describe('stripMarkers', () => {
  it.each([
    ['It is old 【1】.', 'It is old.'],
    ['It is old【1†x】【2, 3】', 'It is old'],
    ['a\n【1】b', 'a\nb'],
    ['【note】 stays', '【note】 stays'],
  ])('makes %j %j', (text, stripped) => {
    expect(stripMarkers(text)).toBe(stripped);
  });
});

it('verifies a quotation that holds what looks like a marker, written as a character reference', () => {
  const source = {
    ...BRIDGES,
    first_marker: 1,
    passages: [passage(1, 'As the charter says 【7】 in its first line.')],
  };
  const { citations } = resolveCitations('“As the charter says &#12304;7】 in its first line.” 【1】', [source]);
  expect(citations).toMatchObject([{ marker: 1, quote: 'As the charter says 【7】 in its first line.' }]);
});
