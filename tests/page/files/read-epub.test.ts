import { describe, expect, it } from 'vitest';
import { chapterMarkup, readEpub } from '../../../lib/page/files/read-epub.ts';
import { archiveOf } from '../../support/parse-archive-xml.ts';

const CONTAINER =
  '<container><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const item = (id: string, href: string, type = 'application/xhtml+xml') =>
  `<item id="${id}" href="${href}" media-type="${type}"/>`;
const BOOK = `<package><metadata><dc:title>The
  Mill</dc:title><dc:creator>A. Miller</dc:creator><dc:language>en</dc:language></metadata>
  <manifest>${item('a', 'text/one%20a.xhtml')}${item('b', '../two.xhtml')}${item('n', 'nav.xhtml')}${item('c', 'cover.jpg', 'image/jpeg')}${item('g', 'gone.xhtml')}</manifest>
  <spine><itemref idref="c"/><itemref idref="b"/><itemref idref="a"/><itemref idref="g"/><itemref idref="n" linear="no"/></spine></package>`;
const FILES = {
  'META-INF/container.xml': CONTAINER,
  'OPS/book.opf': BOOK,
  'OPS/text/one a.xhtml': '',
  'OPS/nav.xhtml': '',
  'OPS/cover.jpg': '',
  'two.xhtml': '',
};

describe('a book', () => {
  it('tells its chapters in the order in which they are read, as far as they are there', async () =>
    expect(await readEpub(archiveOf(FILES))).toEqual({
      title: 'The Mill',
      byline: 'A. Miller',
      language: 'en',
      chapters: ['two.xhtml', 'OPS/text/one a.xhtml'],
    }));

  it('is protected where its chapters are encrypted, not where its fonts are', async () => {
    const locked = (uri: string) => ({
      ...FILES,
      'META-INF/encryption.xml': `<encryption><enc:CipherReference URI="${uri}"/></encryption>`,
    });
    expect(await readEpub(archiveOf(locked('OPS/text/one%20a.xhtml')))).toBe('protected');
    expect(await readEpub(archiveOf(locked('OPS/fonts/a.otf')))).toMatchObject({ title: 'The Mill' });
  });

  it('is none without its list of chapters', async () =>
    expect(await readEpub(archiveOf({ 'META-INF/container.xml': CONTAINER }))).toBeNull());
});

it('what is closed at once in a chapter is closed for a reader of HTML too', () =>
  expect(chapterMarkup('<title/><p>A<br/>B <a id="x" />C<img src="a/b.png"/></p><script src="x"/>')).toBe(
    '<title></title><p>A<br/>B <a id="x" ></a>C<img src="a/b.png"/></p><script src="x"></script>',
  ));
