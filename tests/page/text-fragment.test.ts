import { describe, expect, it } from 'vitest';
import type { Passage } from '../../lib/page/snapshot.ts';
import { textFragment } from '../../lib/page/text-fragment.ts';

const LONG = 'The first mill of the valley was built in 1871 by the river and burned down twice.';

const page = (...texts: readonly string[]): Passage[] =>
  texts.map((text, index) => ({ id: index + 1, text, headings: [] }));

function decoded(quote: string | null, passage: string, passages = page(passage)): string {
  return decodeURIComponent(textFragment({ quote, passage }, passages));
}

describe('textFragment', () => {
  it.each<readonly [behaviour: string, quote: string | null, passage: string, fragment: string]>([
    ['gives a short quote whole', 'first mill of the valley', LONG, '#:~:text=first mill of the valley'],
    ['gives a long one by its ends', LONG, LONG, '#:~:text=The first mill of the,river and burned down twice.'],
    [
      'gives a quote over several blocks by their ends',
      'a mill by the river\nand a bridge over it',
      'a mill by the river\nand a bridge over it',
      '#:~:text=a mill by the river,and a bridge over it',
    ],
    [
      'gives a row of a table by its cells',
      'Old mill in town\t1871',
      'Old mill in town\t1871',
      '#:~:text=Old mill in town,1871',
    ],
    ['names what stands beside a very short quote', 'mill', LONG, '#:~:text=The first-,mill,-of the valley'],
    ['names one side where the other is another block', 'Price', 'Price of the mill\nx', '#:~:text=Price,-of the mill'],
    ['names the block before where there is nothing else', 'Price', 'The mill\nPrice', '#:~:text=The mill-,Price'],
    ['gives a whole passage by its ends', null, `${LONG}\nIt is old.`, '#:~:text=The first mill of the,It is old.'],
  ])('%s', (_behaviour, quote, passage, fragment) => {
    expect(decoded(quote, passage)).toBe(fragment);
  });

  it('names what stands beside a quote that the page says twice, in whatever case', () => {
    const passages = page('We sell it in our shop today.', 'They do not SELL IT IN OUR SHOP any more.');
    expect(decoded('SELL IT IN OUR SHOP', passages[1]?.text ?? '', passages)).toBe(
      '#:~:text=They do not-,SELL IT IN OUR SHOP,-any more.',
    );
  });

  it('encodes what the fragment itself is written with', () => {
    const quote = 'well-known, R&D #1 = 50% of “all”';
    const fragment = textFragment({ quote, passage: quote }, page(quote));
    expect(fragment).toBe('#:~:text=well%2Dknown%2C%20R%26D%20%231%20%3D%2050%25%20of%20%E2%80%9Call%E2%80%9D');
  });

  it('parts a text that has no spaces where its reader would', () => {
    const passage =
      '磨坊于一八七一年建在河边，后来两次被大火烧毁，主人的儿子又把它重新建了起来，如今它是一座博物馆。'.repeat(2);
    const [start = '', end = ''] = decoded(passage, passage, []).replace('#:~:text=', '').split(/,/);
    expect(start.length).toBeLessThan(20);
    expect(passage.startsWith(start)).toBe(true);
    expect(passage.endsWith(end)).toBe(true);
  });

  it('gets through text that is no proper Unicode', () => {
    expect(() => textFragment({ quote: 'a\ud83c', passage: 'a\ud83c b' }, [])).not.toThrow();
  });
});
