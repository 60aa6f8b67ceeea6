import { leafBlocks } from '../../lib/page/blocks/leaves.ts';
import { readBlocks } from '../../lib/page/blocks/read-blocks.ts';
import { structuredData } from '../../lib/page/content/declared-article.ts';
import { MEASURES } from '../../lib/page/content/features.ts';
import { undrawnContent } from '../../lib/page/content/noscript.ts';
import { pageFacts } from '../../lib/page/content/page-facts.ts';
import { sceneOf } from '../../lib/page/content/scene.ts';

// Runs in every page of the corpus: all that can be measured about its blocks, and what they say.

/** Values of one block after the other, in the order of `MEASURES`. */
function measure(): { readonly texts: string[]; readonly values: number[] } {
  const drawn = { document, blocks: readBlocks(document.body) };
  const read = undrawnContent(document, drawn.blocks) ?? drawn;
  const leaves = leafBlocks(read.blocks);
  const scene = sceneOf(read.document, leaves, pageFacts(document, structuredData(document)));
  const measures = Object.values(MEASURES);
  return {
    texts: scene.texts.map(({ text }) => text),
    values: leaves.flatMap((_, index) => measures.map((one) => Number(one(scene, index).toPrecision(5)))),
  };
}

Object.assign(globalThis, { measureBlocks: measure });
