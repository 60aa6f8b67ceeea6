import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lib/page/files/decode-text.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => new Uint8Array(Buffer.from(text, encoding));
const turned = (data: Uint8Array) => new Uint8Array(Buffer.from(data).swap16());

describe('the text of a file', () => {
  it.each([
    ['UTF-8', bytes('Mühle, 磨坊')],
    ['UTF-8 with a mark', bytes('\ufeffMühle, 磨坊')],
    ['UTF-16 with a mark', bytes('\ufeffMühle, 磨坊', 'utf16le')],
    ['UTF-16 of the other order', turned(bytes('\ufeffMühle, 磨坊', 'utf16le'))],
  ])('is read as %s', (_name, data) => expect(decodeText(data, 'en')).toBe('Mühle, 磨坊'));

  it('is read as UTF-16 without a mark too, where every other byte is zero', () => {
    const data = bytes('The mill by the brook stands still.', 'utf16le');
    expect(decodeText(data, 'en')).toBe('The mill by the brook stands still.');
    expect(decodeText(turned(data), 'en')).toBe('The mill by the brook stands still.');
  });

  it.each([
    ['en', [0x4d, 0xfc, 0x68, 0x6c, 0x65, 0x93], 'Mühle“'],
    ['ru', [0xcc, 0xe5, 0xeb, 0xfc], 'Мель'],
    ['ja', [0x90, 0x85, 0x8e, 0xd4], '水車'],
    ['zh-CN', [0xc4, 0xa5, 0xb7, 0xbb], '磨坊'],
    ['zh-TW', [0xbf, 0x69], '磨'],
    // What is no Japanese at all is not made up.
    ['ja', [0x4d, 0xfc, 0x20, 0x80, 0x41], 'Mü €A'],
  ])('is read as readers of %s wrote before Unicode', (language, data, text) =>
    expect(decodeText(new Uint8Array(data), language)).toBe(text),
  );

  it('is read as it says itself, unless it does not hold', () => {
    const data = new Uint8Array([0xcc, 0xe5, 0xeb, 0xfc]);
    expect(decodeText(data, 'en', 'windows-1251')).toBe('Мель');
    expect(decodeText(bytes('Mühle'), 'en', 'no-such-encoding')).toBe('Mühle');
  });

  it.each([
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 1, 0, 0, 3, 0xff, 0xfe])],
    ['a stream of control characters', new Uint8Array(200).fill(3)],
  ])('is none of %s', (_name, data) => expect(decodeText(data, 'en')).toBeNull());
});
