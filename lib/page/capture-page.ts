import { readBlocks } from './blocks/read-blocks.ts';
import { declaresArticle, structuredData } from './content/declared-article.ts';
import { mainContent } from './content/main-content.ts';
import { undrawnContent } from './content/noscript.ts';
import { withoutRepeatedTitle } from './content/repeated-title.ts';
import { contentHash } from './content-hash.ts';
import { toMarkdown } from './markdown/to-markdown.ts';
import { bylineOf, languageOf, titleOf } from './metadata.ts';
import { passagesOf } from './passages.ts';
import { selectedText } from './selected-text.ts';
import { withoutFragment } from './site.ts';
import type { PageSnapshot } from './snapshot.ts';

/**
 * What a reader sees of the page, as one value. Reads the live document and never changes it. `now` in unix milliseconds.
 * A page without any text gives empty `markdown` and no passages.
 */
export function capturePage(document: Document, { now }: { readonly now: number }): PageSnapshot {
  const url = withoutFragment(document.URL);
  const title = titleOf(document);
  const things = structuredData(document);
  const isArticle = declaresArticle(document, things);
  const drawn = { document, blocks: document.body ? readBlocks(document.body) : [] };
  const read = undrawnContent(document, drawn.blocks) ?? drawn;
  const content = mainContent(read.document, read.blocks, isArticle);
  const blocks = withoutRepeatedTitle(content.blocks, title);
  const markdown = toMarkdown(blocks);
  return {
    url,
    title,
    byline: bylineOf(document, things, content.byline),
    language: languageOf(document),
    captured_at: Math.floor(now / 1000),
    content_hash: contentHash(url, title, markdown),
    kind: isArticle || content.readable ? 'article' : 'page',
    markdown,
    passages: passagesOf(blocks, title),
    selection: selectedText(document),
  };
}
