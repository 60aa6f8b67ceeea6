import { describe, expect, it } from 'vitest';
import type { ModelRequest, PageSource, StreamPart } from '../../../lib/assistants/ports.ts';
import { createOnDeviceBackend } from '../../../lib/models/on-device/backend.ts';
import type { PageKind } from '../../../lib/page/snapshot.ts';
import type { PageText } from '../../../lib/search/usable-sentences.ts';
import { LANGUAGES, longPage, pageIn, passagesOf } from '../../search/support.ts';
import { modelRequest } from '../talk.ts';

const NOTHING = 'The page does not say.';
const backend = createOnDeviceBackend({ nothingFound: NOTHING });

function sourceOf(page: PageText, first_marker = 1, kind: PageKind = 'article'): PageSource {
  const { passages, title, language } = page;
  return {
    file_id: `file-${first_marker}`,
    first_marker,
    passages,
    snapshot: {
      url: 'https://news.example/',
      title,
      byline: null,
      language,
      captured_at: 0,
      content_hash: '0000000000000000',
      kind,
      markdown: '',
      passages,
      selection: null,
    },
  };
}

const requestFor = (sources: readonly PageSource[], task: ModelRequest['task'], question = ''): ModelRequest =>
  modelRequest({ model: '', messages: [], task, question, sources });

async function partsOf(request: ModelRequest, signal = new AbortController().signal): Promise<StreamPart[]> {
  const parts: StreamPart[] = [];
  for await (const part of backend.stream(request, signal)) parts.push(part);
  return parts;
}

async function textOf(sources: readonly PageSource[], task: ModelRequest['task'], question = ''): Promise<string> {
  const parts = await partsOf(requestFor(sources, task, question));
  expect(parts.at(-1)).toEqual({ type: 'finish', reason: 'stop' });
  return parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
}

/** Every `“quotation” 【marker】` of a reply, its escapes taken back. */
function quotationsIn(text: string): { readonly quote: string; readonly marker: number }[] {
  return [...text.matchAll(/“(.+)” 【(\d+)】$/gm)].map(([, quote = '', marker]) => ({
    quote: quote.replace(/\\(.)/g, '$1'),
    marker: Number(marker),
  }));
}

describe('the on-device backend', () => {
  it.each(LANGUAGES)(
    'summarizes %s in quotations whose markers lead to the passages that hold them',
    async (language) => {
      const source = sourceOf(pageIn(language), 5);
      const quotations = quotationsIn(await textOf([source], 'summarize'));
      expect(quotations.length).toBeGreaterThanOrEqual(3);
      for (const { quote, marker } of quotations) {
        expect(source.passages.find(({ id }) => id === marker - source.first_marker + 1)?.text).toContain(quote);
      }
    },
  );

  it('writes a short summary as one list', async () => {
    const text = await textOf([sourceOf(pageIn('en'))], 'summarize');
    expect(text.split('\n').every((line) => /^- “.+” 【\d+】$/.test(line))).toBe(true);
  });

  it('writes a bold heading over each section of a long page', async () => {
    const text = await textOf([sourceOf(longPage(8, 5))], 'summarize');
    expect(text).toMatch(/^\*\*About mills\*\*\n\n- “/);
    expect(text).toMatch(/】\n\n\*\*About bridges\*\*\n\n- “/);
  });

  it('sends one sentence at a time', async () => {
    const parts = await partsOf(requestFor([sourceOf(longPage(8, 5))], 'summarize'));
    const deltas = parts.filter((part) => part.type === 'text-delta');
    expect(deltas).toHaveLength(8);
    for (const { delta } of deltas) expect(quotationsIn(delta)).toHaveLength(1);
  });

  it('takes a typed wish for a summary as one', async () => {
    const sources = [sourceOf(pageIn('en'))];
    expect(await textOf(sources, 'answer', 'What is this page about?')).toBe(await textOf(sources, 'summarize'));
  });

  it('answers a question with the sentence that says it, as a paragraph', async () => {
    expect(await textOf([sourceOf(pageIn('en'))], 'answer', 'Who is the mayor?')).toBe(
      '“The mayor, Dr. Ines Okafor, called the closure painful but overdue.” 【1】',
    );
  });

  it('answers from the newest page that says it', async () => {
    const sources = [sourceOf(pageIn('en'), 1), sourceOf(pageIn('de'), 4)];
    expect(await textOf(sources, 'answer', 'Who is the mayor?')).toMatch(/Ines Okafor.*【1】$/);
    expect(await textOf(sources, 'answer', 'Wie viele Kilometer Rohre sind alt?')).toMatch(/vierzig Kilometer.*【4】$/);
  });

  it('explains the selection when there is one, and the page otherwise', async () => {
    const page = sourceOf(pageIn('en'), 1);
    const selected = passagesOf(['The quay rests on timber piles from the year of the great flood.']);
    const selection = sourceOf({ title: '', language: 'en', passages: selected }, 4, 'selection');
    expect(await textOf([page, selection], 'answer', 'Explain this')).toBe(
      '- “The quay rests on timber piles from the year of the great flood.” 【4】',
    );
    expect(await textOf([selection, page], 'answer', 'Explain this')).toMatch(/【4】/);
    expect(await textOf([page, selection], 'answer', 'Who is the mayor?')).toMatch(/【1】$/);
  });

  it('says that nothing was found, with the nearest sentence if there is one', async () => {
    const sources = [sourceOf(pageIn('en'))];
    expect(await textOf(sources, 'answer', 'How do I reset my password?')).toBe(NOTHING);
    expect(await textOf(sources, 'answer', 'What do engineers do at the regatta?')).toMatch(
      new RegExp(`^${NOTHING}\n\n“Engineers .+” 【1】$`),
    );
  });

  it('quotes the first lines of a page that has no sentence', async () => {
    const source = sourceOf({ title: 'Shop', language: 'en', passages: passagesOf(['Shop\nCart (0)']) });
    expect(await textOf([source], 'summarize')).toBe('- “Shop” 【1】\n- “Cart (0)” 【1】');
  });

  it.each([
    ['no page', []],
    ['a page without text', [sourceOf({ title: '', language: null, passages: passagesOf([' \n ']) })]],
  ])('needs a page: %s', async (_name, sources) => {
    expect(await partsOf(requestFor(sources, 'summarize'))).toEqual([{ type: 'error', error: { kind: 'no-page' } }]);
  });

  it('says nothing once it is stopped', async () => {
    expect(await partsOf(requestFor([sourceOf(pageIn('en'))], 'summarize'), AbortSignal.abort())).toEqual([]);
  });

  it('ends without an end when it is stopped between two sentences', async () => {
    const stop = new AbortController();
    const parts: StreamPart[] = [];
    for await (const part of backend.stream(requestFor([sourceOf(pageIn('en'))], 'summarize'), stop.signal)) {
      parts.push(part);
      stop.abort();
    }
    expect(parts.map(({ type }) => type)).toEqual(['text-delta']);
  });
});
