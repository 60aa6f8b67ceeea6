import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunStatus } from '../../lib/assistants/objects.ts';
import { isTerminal, type RunEvent, type RunState, step } from '../../lib/assistants/step.ts';

const queued: RunState = { status: 'queued', writing: 'nothing' };
const silent: RunState = { status: 'in_progress', writing: 'nothing' };
const answering: RunState = { status: 'in_progress', writing: 'message' };
const calling: RunState = { status: 'in_progress', writing: 'calls' };
const waiting: RunState = { status: 'requires_action', writing: 'calls' };
const cancelling: RunState = { status: 'cancelling', writing: 'message' };
const TERMINAL: readonly RunStatus[] = ['completed', 'incomplete', 'failed', 'cancelled', 'expired'];

const start: RunEvent = { type: 'run-start' };
const word: RunEvent = { type: 'text-delta', delta: 'x' };
const call: RunEvent = { type: 'call-delta', index: 0, id: 'call_1', name: 'f', arguments_delta: '{' };
const stop: RunEvent = { type: 'completion-end', reason: 'stop' };
const fail: RunEvent = { type: 'run-fail', error: { kind: 'offline' } };
const over: RunEvent = { type: 'stream-end' };
const submit: RunEvent = { type: 'outputs-submit' };
const cancel: RunEvent = { type: 'run-cancel' };
const expire: RunEvent = { type: 'run-expire' };
const ended = (reason: 'length' | 'content-filter' | 'tool-calls'): RunEvent => ({ type: 'completion-end', reason });

type Row = readonly [name: string, from: RunState, event: RunEvent, status: RunStatus, effects: readonly string[]];

const ROWS: readonly Row[] = [
  ['a queued run opens its stream once it is in progress', queued, start, 'in_progress', ['set-status', 'open-stream']],
  ['the first word opens the message', silent, word, 'in_progress', ['open-message', 'append-text']],
  ['later words are appended', answering, word, 'in_progress', ['append-text']],
  ['an empty delta is nothing', silent, { type: 'text-delta', delta: '' }, 'in_progress', []],
  ['the first call opens the calls', silent, call, 'in_progress', ['open-calls', 'append-call']],
  [
    'calls after words close the message',
    answering,
    call,
    'in_progress',
    ['close-message', 'open-calls', 'append-call'],
  ],
  ['a further piece of a call is appended', calling, call, 'in_progress', ['append-call']],
  ['an answer that stops completes the run', answering, stop, 'completed', ['close-message', 'set-status']],
  ['an empty answer that stops completes the run', silent, stop, 'completed', ['set-status']],
  ['calls wait for their outputs', calling, ended('tool-calls'), 'requires_action', ['require-outputs', 'set-status']],
  ['calls wait although the server says stop', calling, stop, 'requires_action', ['require-outputs', 'set-status']],
  [
    'the reason tool_calls without calls completes',
    answering,
    ended('tool-calls'),
    'completed',
    ['close-message', 'set-status'],
  ],
  [
    'the length limit leaves the run incomplete',
    answering,
    ended('length'),
    'incomplete',
    ['set-incomplete', 'close-message', 'set-status'],
  ],
  [
    'a filtered answer leaves the run incomplete',
    answering,
    ended('content-filter'),
    'incomplete',
    ['close-message', 'set-status'],
  ],
  [
    'a filtered answer without a word still has a message',
    silent,
    ended('content-filter'),
    'incomplete',
    ['open-message', 'close-message', 'set-status'],
  ],
  ['a failure before the first word', silent, fail, 'failed', ['abort-stream', 'set-error', 'set-status']],
  [
    'a failure keeps the words',
    answering,
    fail,
    'failed',
    ['abort-stream', 'set-error', 'close-message', 'set-status'],
  ],
  ['a failure of a queued run', queued, fail, 'failed', ['abort-stream', 'set-error', 'set-status']],
  [
    'a stream that ends without its end fails',
    answering,
    over,
    'failed',
    ['abort-stream', 'set-error', 'close-message', 'set-status'],
  ],
  ['all outputs queue the run again', waiting, submit, 'queued', ['close-calls', 'set-status']],
  ['cancel while answering aborts and waits', answering, cancel, 'cancelling', ['set-status', 'abort-stream']],
  ['cancel while queued ends at once', queued, cancel, 'cancelled', ['set-status', 'abort-stream', 'set-status']],
  [
    'cancel while waiting for outputs ends at once',
    waiting,
    cancel,
    'cancelled',
    ['set-status', 'abort-stream', 'close-calls', 'set-status'],
  ],
  ['the end of an aborted stream cancels', cancelling, over, 'cancelled', ['close-message', 'set-status']],
  ['words that come after a cancel are dropped', cancelling, word, 'cancelling', []],
  ['an end that comes after a cancel is dropped', cancelling, stop, 'cancelling', []],
  ['a failure that comes after a cancel is dropped', cancelling, fail, 'cancelling', []],
  ['a second cancel is nothing', cancelling, cancel, 'cancelling', []],
  ['a queued run expires', queued, expire, 'expired', ['abort-stream', 'set-status']],
  [
    'an answering run expires with its words',
    answering,
    expire,
    'expired',
    ['abort-stream', 'close-message', 'set-status'],
  ],
  ['a waiting run expires', waiting, expire, 'expired', ['abort-stream', 'close-calls', 'set-status']],
  ['a cancelling run expires', cancelling, expire, 'expired', ['abort-stream', 'close-message', 'set-status']],
  ['a run in progress is not started again', answering, start, 'in_progress', []],
  ['a waiting run is not started', waiting, start, 'requires_action', []],
  ['words are dropped while queued', queued, word, 'queued', []],
  ['words are dropped while waiting', waiting, word, 'requires_action', []],
  ['calls are dropped while queued', queued, call, 'queued', []],
  ['an end is dropped while queued', queued, stop, 'queued', []],
  ['an end is dropped while waiting', waiting, stop, 'requires_action', []],
  ['a stream’s end is nothing while waiting', waiting, over, 'requires_action', []],
  ['a stream’s end is nothing while queued', queued, over, 'queued', []],
  ['outputs are dropped while answering', answering, submit, 'in_progress', []],
  ['outputs are dropped while queued', queued, submit, 'queued', []],
];

describe('step', () => {
  it.each(ROWS)('%s', (_name, from, event, status, effects) => {
    const [next, asked] = step(from, event);
    expect(next.status).toBe(status);
    expect(asked.map((effect) => effect.type)).toEqual(effects);
  });

  it.each(TERMINAL)('%s is final: no event changes it or asks for anything', (status) => {
    const state: RunState = { status, writing: 'nothing' };
    for (const event of [start, word, call, stop, fail, over, submit, cancel, expire, ended('length')])
      expect(step(state, event)).toEqual([state, []]);
  });

  it('says with which status each ending closes what is being written', () => {
    const closings = [stop, ended('length'), fail, expire].map((event) =>
      step(answering, event)[1].find((effect) => effect.type === 'close-message'),
    );
    expect(closings).toEqual([
      { type: 'close-message', step: 'completed', reason: null },
      { type: 'close-message', step: 'completed', reason: 'max_tokens' },
      { type: 'close-message', step: 'failed', reason: 'run_failed' },
      { type: 'close-message', step: 'expired', reason: 'run_expired' },
    ]);
  });
});

/** What published run statuses may follow each other. */
const LEGAL: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  queued: ['in_progress', 'cancelling', 'failed', 'expired'],
  in_progress: ['completed', 'incomplete', 'failed', 'cancelling', 'expired', 'requires_action'],
  requires_action: ['queued', 'cancelling', 'expired', 'failed'],
  cancelling: ['cancelled', 'expired'],
  cancelled: [],
  failed: [],
  completed: [],
  incomplete: [],
  expired: [],
};

describe('any sequence of events', () => {
  const events = fc.array(
    fc.constantFrom(
      start,
      word,
      call,
      stop,
      fail,
      over,
      submit,
      cancel,
      expire,
      ended('length'),
      ended('content-filter'),
      ended('tool-calls'),
    ),
    { maxLength: 40 },
  );

  it('moves along legal transitions only, closes what it opens, and is silent after the end', () => {
    fc.assert(
      fc.property(events, (sequence) => {
        let state = queued;
        let shown: RunStatus = 'queued';
        let open: string | null = null;
        for (const event of sequence) {
          const before = state;
          const [next, effects] = step(state, event);
          if (isTerminal(before.status)) expect(effects).toEqual([]);
          for (const effect of effects) {
            if (effect.type === 'set-status') {
              expect(LEGAL[shown]).toContain(effect.status);
              shown = effect.status;
              if (isTerminal(shown)) expect(open).toBeNull();
            }
            if (effect.type === 'open-message' || effect.type === 'open-calls') {
              expect(open).toBeNull();
              open = effect.type.slice(5);
            }
            if (effect.type === 'append-text') expect(open).toBe('message');
            if (effect.type === 'append-call') expect(open).toBe('calls');
            if (effect.type === 'close-message' || effect.type === 'close-calls') {
              expect(open).toBe(effect.type.slice(6));
              open = null;
            }
          }
          expect(next.status).toBe(shown);
          state = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
