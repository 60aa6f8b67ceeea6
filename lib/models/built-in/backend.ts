import type { Backend, ModelRequest, StreamPart } from '../../assistants/ports.ts';
import { estimateTokens } from '../../search/tokens.ts';
import { DEFAULT_IDLE, type Idle } from '../guard/limits.ts';
import { createWatchdog } from '../guard/watchdog.ts';
import { leftOut } from '../images.ts';
import { chunksOf, type Patience } from './chunks.ts';
import { createDeltas } from './deltas.ts';
import { endOf, type Stage } from './failure.ts';
import {
  type BuiltInModels,
  type LanguageModelFactory,
  type LanguageModelOptions,
  type LanguageModelSession,
  NO_MODELS,
} from './interface.ts';
import { type Prompt, promptOf } from './prompt.ts';
import { notReady, readinessOf } from './readiness.ts';
import { streamSummary } from './summary.ts';
import { measure, usageOf, windowOf } from './tokens.ts';

/**
 * Answers with the model that is built into the browser. Every answer has a session of its own, which holds the whole prompt and is
 * destroyed with it. Nothing is downloaded: a model that is not there yet is an error (`download.ts` gets it, on the user's
 * click). Where only the browser's summarizer is ready, it summarizes pages.
 */
export function createBuiltInBackend(models: BuiltInModels = NO_MODELS, idle: Idle = DEFAULT_IDLE): Backend {
  return {
    async *stream(request, signal) {
      const watchdog = createWatchdog();
      const ending = AbortSignal.any([signal, watchdog.signal]);
      try {
        for await (const part of answer(request, models, { idle, watchdog, signal: ending })) {
          if (signal.aborted) return;
          if (watchdog.failure !== null) return yield { type: 'error', error: watchdog.failure.error };
          yield part;
        }
      } finally {
        watchdog.disarm();
      }
    },
  };
}

async function* answer(
  request: ModelRequest,
  models: BuiltInModels,
  patience: Patience,
): AsyncGenerator<StreamPart, void> {
  if (patience.signal.aborted) return;
  const model = models.languageModel();
  const { readiness, options } = await readinessOf(model, models.language);
  if (model !== undefined && readiness === 'ready') return yield* converse(request, { model, options }, patience);
  const summary = await streamSummary(request, models, patience);
  if (summary !== null) return yield* summary;
  yield { type: 'error', error: notReady(readiness === 'ready' ? 'unavailable' : readiness) };
}

type Ready = { readonly model: LanguageModelFactory; readonly options: LanguageModelOptions };

async function* converse(
  request: ModelRequest,
  { model, options }: Ready,
  { idle, watchdog, signal }: Patience,
): AsyncGenerator<StreamPart, void> {
  const prompt = promptOf(request);
  let session: LanguageModelSession | undefined;
  let stage: Stage = 'making';
  try {
    watchdog.arm(idle.first_byte);
    const { initialPrompts } = prompt;
    session = await model.create({ ...options, ...(await sampling(model, request)), initialPrompts, signal });
    stage = 'asking';
    const prompt_tokens = await tokensOfPrompt(session, prompt, signal);
    const tooLong = describeOverflow(session, prompt_tokens);
    // Left to itself the browser would forget the oldest of the talk, the page among it, and not say so.
    if (tooLong !== null) return yield { type: 'error', error: { kind: 'too-long', detail: tooLong } };

    yield* leftOut(request);
    const deltas = createDeltas(session.contextWindow === undefined);
    const { input, responseConstraint } = prompt;
    const constraint = responseConstraint === null ? {} : { responseConstraint };
    for await (const chunk of chunksOf(session.promptStreaming(input, { signal, ...constraint }))) {
      stage = 'answering';
      watchdog.arm(idle.between);
      const delta = deltas.next(chunk);
      if (delta !== '') yield { type: 'text-delta', delta };
      if (isLongEnough(deltas.text(), request)) {
        yield* countOf(session, { prompt_tokens, text: deltas.text() }, signal);
        return yield { type: 'finish', reason: 'length' };
      }
    }
    if (deltas.text() === '') return yield { type: 'error', error: { kind: 'empty-answer' } };
    yield* countOf(session, { prompt_tokens, text: deltas.text() }, signal);
    yield { type: 'finish', reason: 'stop' };
  } catch (thrown) {
    yield endOf(thrown, stage);
  } finally {
    session?.destroy();
  }
}

/** Both values or none: the interface takes no temperature alone. */
async function sampling(model: LanguageModelFactory, { temperature }: ModelRequest): Promise<LanguageModelOptions> {
  const params = temperature === null ? null : await model.params?.().catch(() => null);
  if (temperature === null || params == null) return {};
  return { topK: params.defaultTopK, temperature: Math.min(temperature, params.maxTemperature) };
}

async function tokensOfPrompt(
  session: LanguageModelSession,
  { input }: Prompt,
  signal: AbortSignal,
): Promise<number | null> {
  const tokens = await measure(session, input, signal);
  return tokens === null ? null : usageOf(session) + tokens;
}

function describeOverflow(session: LanguageModelSession, prompt_tokens: number | null): string | null {
  const window = windowOf(session);
  return prompt_tokens === null || prompt_tokens <= window ? null : `${prompt_tokens} > ${window}`;
}

/** The interface knows no limit for an answer: it is ended from outside, by estimate. */
function isLongEnough(text: string, { max_completion_tokens }: ModelRequest): boolean {
  return max_completion_tokens !== null && estimateTokens(text) >= max_completion_tokens;
}

/** The answer's tokens, where the browser counts them. */
async function* countOf(
  session: LanguageModelSession,
  { prompt_tokens, text }: { readonly prompt_tokens: number | null; readonly text: string },
  signal: AbortSignal,
): AsyncGenerator<StreamPart, void> {
  if (prompt_tokens === null) return;
  const completion_tokens = await measure(session, text, signal).catch(() => null);
  if (completion_tokens === null) return;
  const total_tokens = prompt_tokens + completion_tokens;
  yield { type: 'usage', usage: { prompt_tokens, completion_tokens, total_tokens } };
}
