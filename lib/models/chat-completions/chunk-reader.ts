import type { Usage } from '../../assistants/objects.ts';
import type { FinishReason, StreamPart } from '../../assistants/ports.ts';
import { createCallTracker } from './call-tracker.ts';
import { readChunk } from './chunk-fields.ts';
import { createThoughts } from './extras.ts';

export type ChunkReader = {
  /** The parts one chunk adds. Never an end: only the end of the stream tells that. */
  read(chunk: unknown): StreamPart[];
  /** The token counts, where there were any, and the one part that ends the answer. */
  end(stream: { readonly saw_done: boolean }): StreamPart[];
  /** Whether the model has said why it stopped. */
  readonly finished: boolean;
  /** Whether any part of an answer has come. */
  readonly started: boolean;
};

/**
 * Turns the chunks of one completion into stream parts, whatever the server leaves out, renames or sends twice. `host`
 * names the server in errors.
 */
export function createChunkReader(options: { readonly host: string; readonly newCallId: () => string }): ChunkReader {
  const thoughts = createThoughts();
  const calls = createCallTracker(options.newCallId, thoughts);
  let reason = '';
  let usage: Usage | null = null;
  let started = false;
  let wrote = false;
  let foreign = false;

  function ending(saw_done: boolean): StreamPart {
    if (foreign && !started && reason === '') return fail({ kind: 'not-an-api', host: options.host });
    if (reason === '' && !saw_done) return fail({ kind: 'cut-off' });
    if (FAILED.has(reason)) return fail({ kind: 'server-failed', status: 200, detail: reason });
    const finish = finishReason(reason, calls.count > 0);
    const isEmpty = !wrote && calls.count === 0 && (finish === 'stop' || finish === 'tool-calls');
    return isEmpty ? fail({ kind: 'empty-answer' }) : { type: 'finish', reason: finish };
  }

  return {
    read(chunk) {
      const fields = readChunk(chunk);
      if (!fields.is_completion) foreign = true;
      thoughts.add(fields.delta);
      usage = fields.usage ?? usage;
      reason = fields.finish_reason || reason;
      if (fields.text.trim() !== '') wrote = true;
      const parts = [
        ...textPart('reasoning-delta', fields.reasoning),
        ...textPart('text-delta', fields.text),
        ...calls.read(fields.tool_calls),
      ];
      if (parts.length > 0) started = true;
      return parts;
    },
    end: ({ saw_done }) => [
      ...calls.end(),
      ...(usage === null ? [] : [{ type: 'usage', usage } as const]),
      ending(saw_done),
    ],
    get finished() {
      return reason !== '';
    },
    get started() {
      return started;
    },
  };
}

/** Reasons by which OpenRouter and DeepSeek say that the answer broke off at their side. */
const FAILED: ReadonlySet<string> = new Set(['error', 'insufficient_system_resource']);

/** Servers say `tool_calls` without calls and `stop` with them, so whether there are calls decides. */
function finishReason(reason: string, hasCalls: boolean): FinishReason {
  if (reason === 'length' || reason === 'max_tokens') return 'length';
  if (reason === 'content_filter') return 'content-filter';
  return hasCalls ? 'tool-calls' : 'stop';
}

function textPart(type: 'text-delta' | 'reasoning-delta', delta: string): StreamPart[] {
  return delta === '' ? [] : [{ type, delta }];
}

function fail(error: Extract<StreamPart, { type: 'error' }>['error']): StreamPart {
  return { type: 'error', error };
}
