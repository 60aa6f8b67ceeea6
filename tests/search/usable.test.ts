import { describe, expect, it } from 'vitest';
import { isWorthReading, usableAs } from '../../lib/search/usable.ts';

describe('usableAs', () => {
  it.each([
    ['a sentence', 'The ferry leaves the old dock at noon.'],
    ['a sentence with a note', 'The ferry leaves the old dock at noon.[3]'],
    ['speech', '“The ferry leaves the old dock at noon!”'],
    ['a sentence with some names in it', 'Ines Okafor of Velmar told us what it cost.'],
    ['Thai without a full stop', 'ตลาดแห่งนี้มีร้านค้ามากกว่าหนึ่งร้อยร้าน'],
    ['Hindi', 'पिछले पाँच वर्षों से यहाँ के कुएँ सूख जाते थे।'],
    ['Chinese', '许多上班族反映，以前下班后根本没有时间借书。'],
  ])('takes %s as a sentence', (_name, text) => {
    expect(usableAs(text, '')).toBe('sentence');
  });

  it.each([
    ['a list item', 'Waterproof to a depth of ten metres'],
    ['the second half of a broken line', 'and came back when the tide was high.'],
  ])('takes %s as a line', (_name, text) => {
    expect(usableAs(text, '')).toBe('line');
  });

  it.each([
    ['fewer than five words', 'It rained all day.'],
    ['fewer than ten Chinese characters', '今天天气很好。'],
    ['a trail of links', 'Home › News › Local › Harbour › Ferry times for this week.'],
    ['a menu', 'Home News Sport Weather Travel Culture Podcasts Newsletters'],
    ['a table row', 'Adults and students\t12 crowns\tvalid all day.'],
    ['code', 'const ferry = await dock.leave({ at: noon, with: cars });'],
    ['mostly digits', '12 11 10 2026 18:45 19:00 a b c d e.'],
    ['a cookie notice', 'We use cookies to give you the best experience on our site.'],
    ['a German cookie notice', 'Wir verwenden Cookies, um Ihnen die beste Erfahrung zu bieten.'],
    ['a newsletter', 'Sign up for our weekly letter and never miss a thing.'],
    ['a rights notice', 'Copyright 2026 by the harbour town of Velmar.'],
    ['a line of a log', '6:54:10 AM: warning The ferry table was not read.'],
    ['what a shop says to strangers', 'The store will not work correctly when cookies are disabled.'],
    ['what a site says to strangers', "You're not signed in to the harbour club!"],
    ['an endless dump', `${'word '.repeat(200)}.`],
  ])('drops %s', (_name, text) => {
    expect(usableAs(text, '')).toBeNull();
  });

  it('lets a page about cookies speak of them', () => {
    expect(usableAs('We use cookies to keep you logged in, says the rule.', 'How cookies work')).toBe('sentence');
  });

  it('keeps what a page explains about signing in', () => {
    expect(usableAs('If you are not signed in, the ferry table is empty.', '')).toBe('sentence');
  });

  it('has a table row worth reading for an answer', () => {
    expect(isWorthReading('Adults\t12 crowns', '')).toBe(true);
  });
});
