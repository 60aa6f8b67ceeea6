import { describe, expect, it } from 'vitest';
import { isSamePage } from '../../lib/page/same-page.ts';

const page = (markdown: string, change: { title?: string; url?: string; language?: string | null } = {}) => ({
  url: 'https://a.test/',
  title: 'A page',
  language: 'en',
  markdown,
  ...change,
});

describe('a page is the same while only this has changed on it', () => {
  it.each([
    ['nothing', 'Words.', 'Words.', {}],
    ['a clock', 'It is 09:59:58 now.', 'It is 10:00:03 now.', {}],
    ['a countdown', 'Ends in 102:11:05.', 'Ends in 102:09:41.', {}],
    ['how long ago something was', 'Ann, 5 minutes ago: yes', 'Ann, 16 minutes ago: yes', {}],
    ['one minute that became two', 'Ann, 1 minute ago', 'Ann, 2 minutes ago', {}],
    [
      'what a link’s address carries along',
      'See [the ferry](https://a.test/ferry?session=1f3a) and ![a pier](https://cdn.test/pier.jpg?expires=17&signature=a%2F) there.',
      'See [the ferry](https://a.test/ferry?session=9c2e#top) and ![a pier](https://cdn.test/pier.jpg?expires=18&signature=b%2F) there.',
      {},
    ],
    ['short units', 'Ann, 3 min ago', 'Ann, 5 min. ago', {}],
    ['German words for it', 'Ann, vor 5 Minuten', 'Ann, vor 2 Stunden', { language: 'de-AT' }],
    ['Chinese words for it', '安 5分钟前', '安 12分钟前', { language: 'zh' }],
    ['Polish words for it', 'Ann, 2 minuty temu', 'Ann, 5 minut temu', { language: 'pl' }],
    [
      'English words where the page’s language is nonsense',
      'Ann, 5 hours ago',
      'Ann, 6 hours ago',
      { language: 'x_?' },
    ],
  ])('%s', (_what, before, after, change) => {
    expect(isSamePage(page(before, change), page(after, change))).toBe(true);
  });

  it('the count of unread things in its title', () => {
    expect(isSamePage(page('Words.', { title: '(3) Inbox' }), page('Words.', { title: '(12) Inbox' }))).toBe(true);
    expect(isSamePage(page('Words.', { title: 'Inbox' }), page('Words.', { title: '(1) Inbox' }))).toBe(true);
  });
});

describe('a page is another one when', () => {
  it.each([
    ['a word changed', 'The train is late.', 'The train is cancelled.'],
    ['a price changed', 'Now for $19.99', 'Now for $21.99'],
    ['a link leads elsewhere', 'See [it](https://a.test/1?x).', 'See [it](https://a.test/2?x).'],
    ['a question is another', 'Is it [here](https://a.test/)? No.', 'Is it [here](https://a.test/)? Yes.'],
    ['a score changed', 'Home 1 Away 0', 'Home 1 Away 1'],
    ['a version changed', 'Version 1', 'Version 2'],
    ['the time of a departure changed', 'Leaves at 14:05.', 'Leaves at 14:15.'],
    ['something happened in between', 'Ann, 5 minutes ago: yes', 'Ben, 1 minute ago: no\nAnn, 6 minutes ago: yes'],
    ['minutes are what it is about', 'It takes 5 minutes.', 'It takes 6 minutes.'],
  ])('%s', (_what, before, after) => {
    expect(isSamePage(page(before), page(after))).toBe(false);
  });

  it('it stands at another address', () => {
    expect(isSamePage(page('Words.'), page('Words.', { url: 'https://a.test/2' }))).toBe(false);
  });

  it('its title changed', () => {
    expect(isSamePage(page('Words.'), page('Words.', { title: 'Another page' }))).toBe(false);
  });
});
