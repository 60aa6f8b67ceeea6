import { type ArchiveFiles, all, attribute, below } from './archive-xml.ts';
import type { FilePart } from './file-parts.ts';
import { relationOf, relations } from './office-relations.ts';

/** The words of PowerPoint's slides in their order, without hidden slides. Pictures and notes are left out. */
export async function readSlides({ xml }: Pick<ArchiveFiles, 'xml'>): Promise<FilePart[]> {
  const presentation = await xml('ppt/presentation.xml');
  const targets = await relations(xml, 'ppt/_rels/presentation.xml.rels', 'ppt/');
  const parts: FilePart[] = [];
  for (const [index, slide] of (presentation === null ? [] : all(presentation, 'sldId')).entries()) {
    const document = await xml(targets.get(relationOf(slide)) ?? '');
    if (document === null || attribute(document.documentElement, 'show') === '0') continue;
    const texts = named(document, 'p')
      .map((paragraph) =>
        named(paragraph, 't')
          .map(({ textContent }) => textContent)
          .join(''),
      )
      .filter((text) => text.trim() !== '');
    if (texts.length === 0) continue;
    parts.push({ type: 'heading', level: 2, text: texts[0] ?? String(index + 1) });
    for (const text of texts.slice(1)) parts.push({ type: 'text', text, listed: true });
  }
  return parts;
}

/** None of them in another one, nor in what is there for older programs that do not know what stands beside it. */
function named(parent: Document | Element, name: string): Element[] {
  const elements = below(parent, name, ({ localName }) => localName === 'Fallback');
  return [...elements].filter(({ localName }) => localName === name);
}
