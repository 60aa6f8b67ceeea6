import { describe, expect, it } from 'vitest';
import { openZip } from '../../../lib/platform/files/zip.ts';
import { writeZip } from '../../support/write-zip.ts';

const read = async (archive: Uint8Array, name: string) => {
  const bytes = await openZip(archive).bytes(name);
  return bytes === null ? null : new TextDecoder().decode(bytes);
};

describe('an archive', () => {
  const files = { 'a.xml': '<a/>', 'folder/b.xml': `<b>${'words '.repeat(10_000)}</b>` };

  it.each([false, true])('gives its files (stored: %s)', async (stored) => {
    const archive = writeZip(files, { stored });
    expect(openZip(archive).names).toEqual(Object.keys(files));
    for (const [name, text] of Object.entries(files)) expect(await read(archive, name)).toBe(text);
    expect(await read(archive, 'c.xml')).toBeNull();
  });

  it('gives them with a note behind its directory', async () => {
    const archive = writeZip(files);
    archive.writeUInt16LE(4, archive.length - 2);
    expect(await read(Buffer.concat([archive, Buffer.from('note')]), 'a.xml')).toBe('<a/>');
  });

  it.each([
    ['no archive', Buffer.from('PK\x03\x04 nothing')],
    ['one that was cut', writeZip(files).subarray(0, 60)],
  ])('is refused where it is %s', (_name, bytes) => expect(() => openZip(bytes)).toThrow());

  it('is refused file by file where one is damaged', async () => {
    const archive = writeZip(files);
    archive.fill(0xff, 35, 39);
    await expect(read(archive, 'a.xml')).rejects.toThrow();
  });

  it('is never unpacked to more than any document holds', { timeout: 30_000 }, async () => {
    const archive = writeZip({ 'bomb.xml': ' '.repeat(101 * 1024 * 1024) });
    expect(archive.length).toBeLessThan(1024 * 1024);
    await expect(read(archive, 'bomb.xml')).rejects.toThrow();
  });
});
