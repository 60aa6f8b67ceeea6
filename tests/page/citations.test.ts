import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveCitations } from '../../lib/page/citations.ts';
import { inOurBrackets } from '../../lib/page/our-brackets.ts';
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
      ['verifies a label and its value', '“Old mill: 1871” 【2】', [[2, 2, 'Old mill\t1871']]],
      ['drops a label with another value', '“Old mill: 1872” 【2】', []],
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
      ['gives no citation for marks that open in the paragraph before', '"built in 1871\n\ny" 【1】', []],
      ['takes empty marks as no quotation', '“” 【1】', [[1, 1, null]]],
      [
        'takes a range as all passages in it',
        '【1-3】',
        [
          [1, 1, null],
          [2, 2, null],
          [3, 3, null],
        ],
      ],
      ['reads wide digits', '【１】', [[1, 1, null]]],
      ['verifies a quotation that its marker stands in', '“built in 1871 【1】”', [[1, 1, 'built in 1871']]],
      ['gives no citation for words that are not there and that their marker stands in', '“never built 【1】.”', []],
      ['verifies a quotation that follows its marker', '【1】: “built in 1871”.', [[1, 1, 'built in 1871']]],
      ['gives no citation for words that are not there and follow their marker', 'So: 【1】 “never built”.', []],
      [
        'leaves a quotation between two markers to the one behind it',
        'Old 【3】 “built in 1871” 【1】',
        [
          [3, 3, null],
          [1, 1, 'built in 1871'],
        ],
      ],
      [
        'verifies a quotation earlier in the sentence',
        'It was “built in 1871 by the river”, as we read 【1】.',
        [[1, 1, 'built in 1871 by the river']],
      ],
      [
        'gives no citation for a longer quotation of nobody',
        'It was “built by seven giants there”, we read 【1】.',
        [],
      ],
      ['cites the passage where another one is quoted', 'Unlike “Today it is a”, this 【1】.', [[1, 1, null]]],
      [
        'verifies what markdown sets apart as a quotation',
        '> built in 1871\n> by the river 【1】',
        [[1, 1, 'built in 1871 by the river']],
      ],
      ['gives no citation for words set apart that are not there', '> never built\n\n> so 【1】', []],
      ['gives no citation for marks that nothing opens', 'It was built in 1872” 【1】', []],
      ['does not take the end of what was left open', '“it was a lie, “built in 1871” 【1】', []],
      ['takes inches as no quotation', 'It is 5" 【1】', [[1, 1, null]]],
      ['takes an apostrophe as no quotation', 'That is the owners’ 【1】', [[1, 1, null]]],
      ['verifies a quotation in single marks', '‘built in 1871’ 【1】', [[1, 1, 'built in 1871']]],
      ['verifies a quotation between Scandinavian marks', '”built in 1871” 【1】', [[1, 1, 'built in 1871']]],
      ['verifies a quotation in marks without spaces', '说"built in 1871"【1】', [[1, 1, 'built in 1871']]],
      ['allows bars between cells', '“Old mill | 1871” 【2】', [[2, 2, 'Old mill\t1871']]],
      ['allows the bullets of a list', '“- Name Year\n- Old mill 1871” 【2】', [[2, 2, 'Name\tYear\nOld mill\t1871']]],
      ['undoes references to characters and breaks', '“Year<br>Old&nbsp;mill” 【2】', [[2, 2, 'Year\nOld mill']]],
      ['looks past the address of a link', '“built in [1871](https://example.org/x)” 【1】', [[1, 1, 'built in 1871']]],
      [
        'looks past emphasis beside the same signs',
        '“of *snake_case* and 2*3” 【3】',
        [[3, 3, 'of snake_case and 2*3']],
      ],
      ['leaves other text in these brackets alone', '【note】 【1', []],
    ],
  )('%s', (_behaviour, text, citations) => {
    expect(cited(text)).toEqual(citations);
  });

  it.each([
    ['a missing word', '“The mill was in 1871”'],
    ['an ellipsis over words', '“The mill … by the river”'],
    ['words of two places', '“The mill was built in Old mill 1871”'],
    ['another number', '“built in 1817”'],
    ['a raised digit for a digit', '“built in 187¹”'],
    ['a letter without its accent', '“cafe”'],
    ['the beginning of a syllable', '“가”'],
  ])('does not verify %s', (_what, quotation) => {
    const source = { ...MILLS, passages: [...MILLS.passages, passage(4, 'The mill’s café 각, 10².')] };
    for (const number of [1, 2, 3, 4])
      expect(resolveCitations(`${quotation} 【${number}】`, [source]).citations).toEqual([]);
  });

  it.each([
    ['a ligature', 'the ﬁrst oﬃce', 'the first office'],
    ['an accent of its own', 'the cafe\u0301 there', 'the café there'],
    ['wide letters', 'only ＡＢＣ here', 'only ABC here'],
    ['the number of a note', 'It stood[3] there,[4] too.', 'It stood there, too'],
  ])('verifies words with %s', (_what, text, said) => {
    const quote = resolveCitations(`“${said}” 【1】`, [{ ...MILLS, passages: [passage(1, text)] }]).citations[0]?.quote;
    expect(quote).toBeTypeOf('string');
    expect(text).toContain(quote);
  });

  it('does not cite a passage that the answer was not given, unless it quotes it', () => {
    const given = { ...MILLS, read: [2] };
    expect(resolveCitations('Old 【1】', [given]).citations).toEqual([]);
    expect(resolveCitations('“built in 1871” 【1】', [given]).citations).toHaveLength(1);
  });

  it('does not take a page’s title in a sentence for a quotation of the passage', () => {
    const text = 'In “All the mills of the valley” it is old 【1】.';
    expect(resolveCitations(text, [{ ...MILLS, title: 'All the mills of the valley' }]).citations).toHaveLength(1);
    expect(resolveCitations(text, [MILLS]).citations).toHaveLength(0);
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

describe('markers that we did not ask for', () => {
  it.each([
    ['“built in 1871” [1].', '【1】'],
    ['“built in 1871” [^1].', '【1†】'],
    ['“built in 1871” [[1]].', '【1† 】'],
    ['“built in 1871” [passage 1].', '【1†       】'],
    ['“built in 1871” (Passage 1).', '【1†       】'],
    ['“built in 1871” (1).', '【1】'],
    ['“built in 1871” ［１］.', '【１】'],
    ['“built in 1871” 〔1〕.', '【1】'],
    ['“built in 1871 [1]”.', '【1】'],
  ])('reads %j', (text, shown) => {
    const { citations, markers = [] } = resolveCitations(text, [MILLS]);
    expect(citations).toMatchObject([{ marker: 1, passage: 1, quote: 'built in 1871' }]);
    expect(inOurBrackets(text, markers)).toContain(shown);
    expect(inOurBrackets(text, markers)).toHaveLength(text.length);
  });

  it.each([
    ['where the answer uses ours', 'Old 【1】, see [2].', 1],
    ['outside the pages’ range', 'Old [9] and [2024].', 0],
    ['in code', '`list[1]` and\n```\nlist[2]\n```', 0],
    ['of links', '[1](https://example.org) [2]: x [so][1] [3][so]', 0],
    ['that count', 'First (1), then (2).', 0],
    ['of tasks and escapes', '[x] \\[1]', 0],
    ['raised', 'Old¹ and 10²', 0],
  ])('leaves brackets alone %s', (_where, text, count) => {
    expect(resolveCitations(text, [MILLS]).citations).toHaveLength(count);
  });

  it('leaves alone what a page says in brackets', () => {
    const source = { ...MILLS, passages: [passage(1, 'It is old.[1]'), passage(2, 'It burned.')] };
    expect(resolveCitations('It is old.[1] It burned [2].', [source]).citations).toMatchObject([{ passage: 2 }]);
  });

  it('tells the unverified ones too', () => {
    const { citations, markers } = resolveCitations('“never said” [1]', [MILLS]);
    expect(citations).toEqual([]);
    expect(markers).toEqual([{ start_index: 13, end_index: 16, numbers: [1] }]);
  });

  it('changes nothing but brackets and what is between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('[1]', '[^2]', '(3)', '“mill”', ' ', '`', '[[2, 3]]', '[1-3]', 'a', '\n'), {
          maxLength: 30,
        }),
        (parts) => {
          const text = parts.join('');
          const shown = inOurBrackets(text, resolveCitations(text, [MILLS]).markers ?? []);
          expect(shown).toHaveLength(text.length);
          expect(shown.replace(/【[^】]*】/g, '')).toBe(
            (resolveCitations(text, [MILLS]).markers ?? []).reduceRight(
              (rest, { start_index, end_index }) => rest.slice(0, start_index) + rest.slice(end_index),
              text,
            ),
          );
        },
      ),
    );
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

it('gives words of a transcript the time of the line they begin in, and no other words a time', () => {
  const film = {
    file_id: 'file-film',
    first_marker: 1,
    passages: [
      { ...passage(1, 'The sails were sewn in the loft.\nThey were brown.\nOnly one is left.'), times: [3, 42.5, 75] },
      passage(2, 'Filmed in 1957.'),
    ],
  };
  const text = '“sewn in the loft” 【1】 “were brown. Only one” 【1】 All of it 【1】 “Filmed in 1957” 【2】';
  expect(resolveCitations(text, [film]).citations.map(({ time }) => time)).toEqual([3, 42.5, 3, undefined]);
});
