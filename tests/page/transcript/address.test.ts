import { expect, it } from 'vitest';
import { timeText } from '../../../lib/notation/time-text.ts';
import { addressAt, withoutTime, youtubeVideo } from '../../../lib/page/transcript/address.ts';
import { readTime } from '../../../lib/page/transcript/time-text.ts';

it.each([
  ['https://www.youtube.com/watch?v=abcdefghijk&list=PL1', 'abcdefghijk'],
  ['https://m.youtube.com/watch?app=m&v=abc-efg_ijk', 'abc-efg_ijk'],
  ['https://www.youtube.com/shorts/abcdefghijk?feature=share', 'abcdefghijk'],
  ['https://www.youtube.com/live/abcdefghijk', 'abcdefghijk'],
  ['https://www.youtube-nocookie.com/embed/abcdefghijk', 'abcdefghijk'],
  ['https://www.youtube.com/', null],
  ['https://www.youtube.com/watch?v=../../etc', null],
  ['https://www.youtube.com/@somebody/videos', null],
  ['https://www.youtube.com.example.org/watch?v=abcdefghijk', null],
  ['https://notyoutube.com/watch?v=abcdefghijk', null],
  ['', null],
])('%s shows the video %s', (address, id) => {
  expect(youtubeVideo(address)).toBe(id);
});

it.each([
  ['https://www.youtube.com/watch?v=abcdefghijk', 754.8, 'https://www.youtube.com/watch?v=abcdefghijk&t=754s'],
  ['https://www.youtube.com/watch?v=abcdefghijk&t=3s', 60, 'https://www.youtube.com/watch?v=abcdefghijk&t=60s'],
  ['https://www.youtube.com/embed/abcdefghijk', 60, 'https://www.youtube.com/embed/abcdefghijk?start=60'],
  ['https://vimeo.com/76979871', 60, 'https://vimeo.com/76979871#t=60s'],
  ['https://talks.example/one', 60, 'https://talks.example/one'],
])('%s at %d seconds is %s', (address, seconds, expected) => {
  expect(addressAt(address, seconds)).toBe(expected);
});

it('knows a video of YouTube by its address whatever second it begins at, and nothing else by less than its address', () => {
  const address = 'https://www.youtube.com/watch?v=abcdefghijk';
  expect(withoutTime(`${address}&t=90s`)).toBe(address);
  expect(withoutTime('https://shop.example/?t=90')).toBe('https://shop.example/?t=90');
});

it.each([
  [5, '0:05'],
  [754.9, '12:34'],
  [3723, '1:02:03'],
])('%d seconds are written %s and read again', (seconds, text) => {
  expect(timeText(seconds)).toBe(text);
  expect(readTime(text)).toBe(Math.floor(seconds));
});

it.each(['', 'about 5', '12:3', '1:2:3:4'])('%s is no time', (text) => {
  expect(readTime(text)).toBeNull();
});
