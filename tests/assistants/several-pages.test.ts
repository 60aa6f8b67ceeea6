import { describe, expect, it } from 'vitest';
import { fairShares } from '../../lib/assistants/prompt/fair-shares.ts';
import { PAGE_MEDIA_TYPE, type PageSnapshot } from '../../lib/page/snapshot.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

/** A page of so many passages of about 60 tokens, each with a word of its own. */
function page(name: string, count: number): PageSnapshot {
  const passages = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    text: `${name} ${index + 1}: ${'the boats went down the river in spring and came home late. '.repeat(5)}`,
    headings: [],
  }));
  return {
    url: `https://${name}.test/`,
    title: name,
    byline: null,
    language: 'en',
    captured_at: 1,
    content_hash: name,
    kind: 'page',
    markdown: passages.map(({ text }) => text).join('\n\n'),
    passages,
    selection: null,
  };
}

async function attachmentOf({ client }: Worker, snapshot: PageSnapshot) {
  const file = await client.files.create({
    purpose: 'assistants',
    file: new File([JSON.stringify(snapshot)], 'page.json', { type: PAGE_MEDIA_TYPE }),
  });
  return { file_id: file.id, tools: [{ type: 'file_search' as const }] };
}

/** Passages of each page that reach the model when all are attached to one question, and the markers they begin at. */
async function readTogether(context_tokens: number, pages: readonly PageSnapshot[]) {
  const worker = createWorld({ context_tokens }).startWorker();
  const thread = await worker.threads.create();
  const attachments = [];
  for (const one of pages) attachments.push(await attachmentOf(worker, one));
  await worker.threads.runs.create(thread.id, {
    assistant_id: 'asst_sitethread',
    additional_messages: [{ role: 'user', content: 'Which boats came home late?', attachments }],
  });
  await settle();
  const sources = worker.backend.requests.at(-1)?.sources ?? [];
  return sources.map(({ snapshot, passages, first_marker }) => ({
    name: snapshot.title,
    passages: passages.length,
    first_marker,
  }));
}

describe('pages that are attached to one question', () => {
  it('are all read whole where they fit, with markers that count through them', async () => {
    expect(await readTogether(100_000, [page('one', 3), page('two', 4), page('three', 2)])).toEqual([
      { name: 'one', passages: 3, first_marker: 1 },
      { name: 'two', passages: 4, first_marker: 4 },
      { name: 'three', passages: 2, first_marker: 8 },
    ]);
  });

  it('share the budget where they do not, whichever was opened last', async () => {
    const [first, second] = await readTogether(6_000, [page('one', 200), page('two', 200)]);
    expect(first?.passages).toBeGreaterThan(5);
    expect(Math.abs((first?.passages ?? 0) - (second?.passages ?? 0))).toBeLessThanOrEqual(2);
  });

  it('leave what they do not need to the one that needs more', async () => {
    const [small, large] = await readTogether(6_000, [page('small', 3), page('large', 200)]);
    const [half] = await readTogether(6_000, [page('one', 200), page('two', 200)]);
    expect(small?.passages).toBe(3);
    expect(large?.passages).toBeGreaterThan((half?.passages ?? 0) * 1.5);
  });
});

describe('a fair share', () => {
  it.each([
    ['all that is needed where there is enough', [100, 200], 1_000, [100, 200]],
    ['an equal part where nobody is content with less', [900, 800], 1_000, [500, 500]],
    ['more where another needs less', [100, 5_000, 300], 1_000, [100, 600, 300]],
    ['nothing of nothing', [100, 200], 0, [0, 0]],
  ])('is %s', (_what, needs, budget, shares) => {
    expect(fairShares(needs, budget)).toEqual(shares);
  });
});
