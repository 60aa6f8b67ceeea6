import { besideLast } from './beside-passages.ts';
import type { Block } from './blocks/block.ts';
import { readInSteps } from './blocks/read-blocks.ts';
import { structuredData } from './content/declared-article.ts';
import { mainContentInSteps } from './content/main-content.ts';
import { undrawnContent } from './content/noscript.ts';
import { pageFacts } from './content/page-facts.ts';
import { withoutRepeatedTitle } from './content/repeated-title.ts';
import { contentHash } from './content-hash.ts';
import { unreadFrames } from './frames.ts';
import { markdownInSteps } from './markdown/to-markdown.ts';
import { bylineOf, languageOf, titleOf } from './metadata.ts';
import { besidePassagesInSteps, passagesInSteps } from './passages.ts';
import { SeenText } from './seen-text.ts';
import { selectedText } from './selected-text.ts';
import { Sight } from './sight/sight.ts';
import { pageAddress } from './site.ts';
import type { PageSnapshot } from './snapshot.ts';
import { finish, type Steps } from './steps.ts';

type When = { readonly now: number };

/**
 * What a reader sees of the page, as one value. Reads the live document and never changes it. `now` in unix milliseconds.
 * A page without any text gives empty `markdown` and no passages.
 */
export function capturePage(document: Document, when: When): PageSnapshot {
  return finish(captureInSteps(document, when));
}

/** The same in steps. Where the page changes between them, the snapshot holds what was there when the walk came by. */
export function* captureInSteps(document: Document, { now }: When): Steps<PageSnapshot> {
  const url = pageAddress(document.URL);
  const sight = new Sight();
  const drawn = { document, blocks: yield* walk(document, sight) };
  const read = undrawnContent(document, drawn.blocks) ?? drawn;
  yield;
  const seen = new SeenText(read.blocks);
  const title = titleOf(document, seen.headings());
  const things = structuredData(document);
  const facts = pageFacts(document, things);
  yield;
  const content = yield* mainContentInSteps(read.document, read.blocks, facts);
  yield;
  const blocks = withoutRepeatedTitle(content.blocks, title);
  const markdown = yield* markdownInSteps(blocks);
  const unread = unreadFrames(sight.closedFrames);
  return {
    url,
    title,
    byline: bylineOf(document, things, content.byline, (name) => seen.shows(name)),
    language: languageOf(document),
    captured_at: Math.floor(now / 1000),
    content_hash: contentHash(url, title, markdown),
    kind: facts.declares.article || content.readable ? 'article' : 'page',
    markdown,
    passages: besideLast([
      ...(yield* passagesInSteps(blocks, title)),
      ...(yield* besidePassagesInSteps(content.beside, title)),
    ]),
    ...(unread.length > 0 ? { unread_frames: unread } : {}),
    hidden_characters: sight.hiddenCharacters + (yield* seen.invisible()),
    selection: selectedText(document, seen),
  };
}

function* walk(document: Document, sight: Sight): Steps<readonly Block[]> {
  if (!document.body) return [];
  yield* sight.prepare(document);
  const steps = readInSteps(document.body, sight);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const mayHaveMoved = yield;
    if (mayHaveMoved !== false) sight.lookAgain();
  }
}
