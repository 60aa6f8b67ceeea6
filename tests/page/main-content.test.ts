import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mainPassages } from '../../lib/page/beside-passages.ts';
import { leafBlocks } from '../../lib/page/blocks/leaves.ts';
import { readBlocks } from '../../lib/page/blocks/read-blocks.ts';
import { capturePage } from '../../lib/page/capture-page.ts';
import { chancesOf } from '../../lib/page/content/chances.ts';
import { likelyContent } from '../../lib/page/content/choose.ts';
import { MODEL } from '../../lib/page/content/content-model.ts';
import { structuredData } from '../../lib/page/content/declared-article.ts';
import { withWholeDetails } from '../../lib/page/content/details.ts';
import { MEASURES } from '../../lib/page/content/features.ts';
import { pageFacts } from '../../lib/page/content/page-facts.ts';
import { sceneOf } from '../../lib/page/content/scene.ts';
import { finish } from '../../lib/page/steps.ts';
import { type CorpusPage, pagesOf } from '../../scripts/bench/pages/corpus.ts';
import { mean, scoreOf, snippetsIn } from '../../scripts/bench/pages/score.ts';
import { parsePage } from './parse-page.ts';

const PAGES = pagesOf(join(import.meta.dirname, '..', 'fixtures', 'corpus'));

async function textOf(page: CorpusPage): Promise<string> {
  const snapshot = await capturePage(parsePage(page.html.toString(), page.url), { now: 0 });
  return mainPassages(snapshot.passages)
    .map(({ text }) => text.replaceAll('\t', ' '))
    .join('\n');
}

function sceneOfPage({ html, url }: CorpusPage) {
  const document = parsePage(html.toString(), url);
  const leaves = leafBlocks(readBlocks(document.body));
  return sceneOf(document, leaves, pageFacts(document, structuredData(document)));
}

it('is tried on a page of each type', () => {
  expect(PAGES.map(({ type }) => type)).toEqual([
    'article',
    'collection',
    'documentation',
    'forum',
    'listing',
    'product',
    'service',
  ]);
});

describe.each(PAGES.map((page) => [page.type, page] as const))('the content of a page: %s', (_type, page) => {
  it('is nearly all there and nearly alone', async () => {
    expect(scoreOf(await textOf(page), page.truth).f1).toBeGreaterThan(0.85);
  });

  it('holds what a reader came for', async () => {
    expect(snippetsIn(await textOf(page), page.required)).toBe(page.required.length);
  });

  it('holds nothing of what stands around it', async () => {
    const text = await textOf(page);
    expect(page.forbidden.filter((snippet) => snippetsIn(text, [snippet]) > 0)).toEqual([]);
  });
});

describe('the learned model', () => {
  it('asks only for what is measured', () => {
    expect(MODEL.measures.split(' ').filter((name) => !(name in MEASURES))).toEqual([]);
  });

  it('is sure of no block for one answer alone', () => {
    const leaves = MODEL.trees.match(/(?<=^|\s)-?[\d.]+(?=\s|$)/g) ?? [];
    expect(leaves.length).toBeGreaterThan(400);
    expect(Math.max(...leaves.map((leaf) => Math.abs(Number(leaf))))).toBeLessThan(1);
  });

  it('gives the blocks of the pages here about the chances that they should have', () => {
    const losses = PAGES.flatMap((page) => {
      const scene = sceneOfPage(page);
      const chances = chancesOf(scene);
      return scene.texts.flatMap(({ text }, index) => {
        const chance = chances[index] ?? 0;
        return text === '' ? [] : [-Math.log(page.truth.includes(text) ? chance : 1 - chance)];
      });
    });
    expect(mean(losses)).toBeLessThan(0.38);
  });

  it('decides: turned around it takes the furniture', () => {
    const turned = MODEL.trees.replace(/(?<=^|\s)-?[\d.]+(?=\s|$)/g, (leaf) => `${-Number(leaf)}`);
    const f1 = (page: CorpusPage, model: typeof MODEL) => {
      const scene = sceneOfPage(page);
      const sizes = scene.texts.map(({ characters }) => characters);
      const likely = likelyContent(chancesOf(scene, model), sizes);
      return scoreOf(scene.texts.flatMap(({ text }, index) => (likely.has(index) ? [text] : [])).join('\n'), page.truth)
        .f1;
    };
    const learned = PAGES.map((page) => f1(page, MODEL));
    const broken = PAGES.map((page) => f1(page, { ...MODEL, trees: turned }));
    expect(mean(learned)).toBeGreaterThan(0.9);
    expect(mean(broken)).toBeLessThan(0.5);
  });
});

describe('the choice by chances', () => {
  it.each([
    ['takes what is likely', [0.9, 0.8, 0.1], [100, 100, 100], [0, 1]],
    ['takes a doubtful block beside a small sure one', [0.9, 0.4], [10, 100], [0, 1]],
    ['leaves a doubtful block beside a large sure one', [0.95, 0.4], [1000, 100], [0]],
    ['takes nothing that is unlikely, even where nothing better is', [0.2, 0.1], [100, 100], []],
    ['takes no block without text', [0.9, 0.9], [100, 0], [0]],
  ])('%s', (_name, chances, sizes, expected) => {
    expect([...likelyContent(chances, sizes)].sort()).toEqual(expected);
  });
});

describe('boxes that unfold', () => {
  /** The texts that are kept when those with a star were chosen. */
  function kept(html: string): string[] {
    const document = parsePage(html);
    const scene = sceneOf(document, leafBlocks(readBlocks(document.body)), pageFacts(document, []));
    const textOf = (leaf: (typeof scene.leaves)[number]) => scene.texts[scene.leaves.indexOf(leaf)]?.text ?? '';
    const keeps = finish(withWholeDetails(scene, (leaf) => textOf(leaf).startsWith('*')));
    return scene.leaves.filter(keeps).map(textOf);
  }
  const box = (question: string, answer: string) => `<details><summary>${question}</summary>${answer}</details>`;

  it.each([
    ['bring the answer with the question', box('*When?', '<p>At nine.</p>'), ['*When?', 'At nine.']],
    [
      'bring those beside them where half of all was chosen',
      box('*When?', '<p>At nine in the morning.</p>') + box('Who?', '<p>All.</p>'),
      ['*When?', 'At nine in the morning.', 'Who?', 'All.'],
    ],
    [
      'bring none beside them where less was',
      box('*When?', '<p>At nine.</p>') + box('Who?', '<p>Whoever has paid, and their children.</p>'),
      ['*When?', 'At nine.'],
    ],
    ['stay out where nothing in them was chosen', `<p>*Text</p>${box('Who?', '<p>All.</p>')}`, ['*Text']],
    [
      'bring no menu',
      box('*When?', '<p>At nine in the morning, every day.</p>') +
        box('More', '<p><a href="/a">Tours of the town</a></p>'),
      ['*When?', 'At nine in the morning, every day.'],
    ],
  ])('%s', (_what, html, texts) => {
    expect(kept(html)).toEqual(texts);
  });
});

describe('the measures of a block', () => {
  const measured = (html: string, name: string, index: number) => {
    const document = parsePage(html);
    const leaves = leafBlocks(readBlocks(document.body));
    return MEASURES[name]?.(sceneOf(document, leaves, pageFacts(document, [])), index);
  };

  it.each([
    ['links', '<p>four <a href="/x">four</a></p>', 0, 4 / 10],
    ['links', '<p><a href="#">menu</a></p>', 0, 4 / 5],
    ['heading', '<h3>Title</h3>', 0, 3],
    ['in-nav', '<nav><ul><li>one</li></ul></nav>', 0, 2],
    ['in-nav', '<div role="navigation"><p>one</p></div>', 0, 1],
    ['in-nav', '<div><p>one</p></div>', 0, 12],
    ['named-related', '<div class="moreStories"><p>one</p></div>', 0, 1],
    ['named-side', '<div class="has-sidebar"><p>one</p></div>', 0, 12],
    [
      'siblings',
      '<div><div class="card"><p>a</p></div><div class="card"><p>b</p></div><div class="card"><p>c</p></div></div>',
      1,
      3,
    ],
    ['repeats', '<p>twice</p><p>once</p><p>twice</p>', 2, 2],
    ['sinceHeading', '<h2>Title</h2><p>one</p><p>two</p>', 2, 2],
  ])('%s of %s', (name, html, index, value) => {
    expect(measured(html, name, index)).toBeCloseTo(value);
  });
});
