import type { ModelRequest, StreamPart } from '../../assistants/ports.ts';
import { chunksOf, type Patience } from './chunks.ts';
import { createDeltas } from './deltas.ts';
import { endOf, type Stage } from './failure.ts';
import type { BuiltInModels, SummarizerFactory, SummarizerOptions, SummarizerSession } from './interface.ts';
import { ask } from './readiness.ts';

/** The browser's own summary of the newest page, without citations; null where it has none to give. */
export async function streamSummary(
  request: ModelRequest,
  { summarizer, language }: BuiltInModels,
  patience: Patience,
): Promise<AsyncGenerator<StreamPart, void> | null> {
  const factory = summarizer();
  const source = request.sources.at(-1);
  if (factory === undefined || source === undefined || request.task !== 'summarize') return null;
  const text = request.notes ?? source.passages.map((passage) => passage.text).join('\n\n');
  for (const outputLanguage of new Set([language, 'en'])) {
    const options = { type: 'key-points', format: 'markdown', length: 'medium', outputLanguage } as const;
    if ((await ask(() => factory.availability(options))) === 'ready')
      return summarize({ factory, options }, { text, context: source.snapshot.title }, patience);
  }
  return null;
}

async function* summarize(
  { factory, options }: { readonly factory: SummarizerFactory; readonly options: SummarizerOptions },
  { text, context }: { readonly text: string; readonly context: string },
  { idle, watchdog, signal }: Patience,
): AsyncGenerator<StreamPart, void> {
  let session: SummarizerSession | undefined;
  let stage: Stage = 'making';
  try {
    watchdog.arm(idle.first_byte);
    session = await factory.create({ ...options, signal });
    stage = 'asking';
    // Its chunks have been deltas since it was first published to everybody.
    const deltas = createDeltas(false);
    for await (const chunk of chunksOf(session.summarizeStreaming(text, { signal, context }))) {
      stage = 'answering';
      watchdog.arm(idle.between);
      const delta = deltas.next(chunk);
      if (delta !== '') yield { type: 'text-delta', delta };
    }
    if (deltas.text() === '') yield { type: 'error', error: { kind: 'empty-answer' } };
    else yield { type: 'finish', reason: 'stop' };
  } catch (thrown) {
    yield endOf(thrown, stage);
  } finally {
    session?.destroy();
  }
}
