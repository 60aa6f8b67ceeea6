import { describe, expect, it } from 'vitest';
import type { PageSource } from '../../../lib/assistants/ports.ts';
import { createBuiltInBackend } from '../../../lib/models/built-in/backend.ts';
import type { SummarizerFactory, SummarizerOptions } from '../../../lib/models/built-in/interface.ts';
import { collect, endsOf, modelRequest, textOf } from '../talk.ts';
import { browserWith, type Script, streamOf } from './browser-model.ts';

const page: PageSource = {
  file_id: 'file-1',
  first_marker: 1,
  snapshot: {
    url: 'https://example.com/',
    title: 'Notes',
    byline: null,
    language: 'en',
    captured_at: 0,
    content_hash: '0',
    kind: 'article',
    markdown: '',
    passages: [],
    selection: null,
  },
  passages: [
    { id: 1, text: 'Ada wrote notes.', headings: [] },
    { id: 2, text: 'In 1843.', headings: [] },
  ],
};
const summarizing = modelRequest({ task: 'summarize', sources: [page] });

function summarizer(script: Pick<Script, 'chunks' | 'ends'> & { readonly availability?: string }) {
  const seen = { options: [] as (SummarizerOptions | undefined)[], inputs: [] as unknown[], destroyed: 0 };
  const factory: SummarizerFactory = Object.assign(() => undefined, {
    async availability(options?: SummarizerOptions) {
      return options?.outputLanguage === 'en' ? (script.availability ?? 'available') : 'unavailable';
    },
    async create(options?: SummarizerOptions) {
      seen.options.push(options);
      return {
        summarizeStreaming(input: string, { context, signal }: { context?: string; signal?: AbortSignal } = {}) {
          seen.inputs.push({ input, context });
          return streamOf(script, signal);
        },
        destroy() {
          seen.destroyed += 1;
        },
      };
    },
  });
  return { factory, seen };
}

async function answer(script: Script, request = summarizing) {
  const { models, log } = browserWith(script);
  const parts = await collect(createBuiltInBackend(models).stream(request, new AbortController().signal));
  return { parts, log };
}

describe('the browser’s summarizer', () => {
  it('summarizes the newest page where the language model is not ready', async () => {
    const { factory, seen } = summarizer({ chunks: ['* Ada ', 'wrote.'] });
    const { parts } = await answer({ availability: 'unavailable', language: 'de', summarizer: factory });
    expect(textOf(parts)).toBe('* Ada wrote.');
    expect(endsOf(parts)).toEqual([{ type: 'finish', reason: 'stop' }]);
    expect(seen.inputs).toEqual([{ input: 'Ada wrote notes.\n\nIn 1843.', context: 'Notes' }]);
    expect(seen.options).toMatchObject([{ type: 'key-points', outputLanguage: 'en' }]);
    expect(seen.destroyed).toBe(1);
  });

  it('leaves summaries to the language model where that is ready, for its citations', async () => {
    const { factory, seen } = summarizer({ chunks: ['no'] });
    const { parts } = await answer({ chunks: ['Yes 【1】'], summarizer: factory });
    expect(textOf(parts)).toBe('Yes 【1】');
    expect(seen.options).toEqual([]);
  });

  it('answers no question, and is not downloaded for a summary', async () => {
    const ready = summarizer({ chunks: ['no'] });
    const asked = modelRequest({ sources: [page] });
    const question = await answer({ availability: 'unavailable', summarizer: ready.factory }, asked);
    expect(question.parts).toEqual([{ type: 'error', error: { kind: 'built-in-unavailable' } }]);
    const absent = summarizer({ availability: 'downloadable' });
    const summary = await answer({ availability: 'downloadable', summarizer: absent.factory });
    expect(summary.parts).toEqual([{ type: 'error', error: { kind: 'model-not-downloaded', downloading: false } }]);
    expect(absent.seen.options).toEqual([]);
  });

  it('says that a page is too long for it', async () => {
    const { factory, seen } = summarizer({ ends: new DOMException('The input is too large.', 'QuotaExceededError') });
    const { parts } = await answer({ availability: 'unavailable', summarizer: factory });
    expect(parts).toMatchObject([{ type: 'error', error: { kind: 'too-long' } }]);
    expect(seen.destroyed).toBe(1);
  });
});
