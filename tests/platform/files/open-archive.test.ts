import { expect, it } from 'vitest';
import { openArchive } from '../../../lib/platform/files/open-archive.ts';
import { writeZip } from '../../support/write-zip.ts';

it('a file that packs more elements than a browser can hold is not parsed', async () => {
  const archive = openArchive(writeZip({ 'a.xml': `<a>${'<b/>'.repeat(8_000_000)}</a>` }), {
    signal: new AbortController().signal,
  });
  await expect(archive.xml('a.xml')).rejects.toMatchObject({
    error: { kind: 'file-not-readable', reason: 'too-much' },
  });
});
