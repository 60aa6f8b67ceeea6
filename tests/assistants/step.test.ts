import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunStatus } from '../../lib/assistants/objects.ts';
import type { RunEvent, RunState } from '../../lib/assistants/run/run-events.ts';
import { isTerminal, step } from '../../lib/assistants/run/step.ts';

const NOBODY = { engine: false, client: false };
const queued: RunState = { status: 'queued', writing: 'nothing', performers: NOBODY };
const silent: RunState = { ...queued, status: 'in_progress' };
const answering: RunState = { ...silent, writing: 'message' };
const calling: RunState = { ...silent, writing: 'calls', performers: { engine: false, client: true } };
const searching: RunState = { ...silent, writing: 'calls', performers: { engine: true, client: false } };
const both: RunState = { ...silent, writing: 'calls', performers: { engine: true, client: true } };
const performing: RunState = { ...searching, writing: 'performing' };
const performingBoth: RunState = { ...both, writing: 'performing' };
const waiting: RunState = { ...calling, status: 'requires_action' };
const cancelling: RunState = { ...answering, status: 'cancelling' };
const cancellingCalls: RunState = { ...performing, status: 'cancelling' };
const TERMINAL: readonly RunStatus[] = ['completed', 'incomplete', 'failed', 'cancelled', 'expired'];

const start: RunEvent = { type: 'run-start' };
const word: RunEvent = { type: 'text-delta', delta: 'x' };
const delta = {
  type: 'call-delta',
  index: 0,
  id: 'call_1',
  name: 'f',
  arguments_delta: '{',
  tool: 'function',
} as const;
const call: RunEvent = { ...delta, performer: 'client' };
const search: RunEvent = { ...delta, performer: 'engine', tool: 'file_search' };
const hosted: RunEvent = {
  type: 'hosted-call',
  call: { id: 'ci_1', type: 'code_interpreter', code_interpreter: { input: '1', outputs: [] } },
  status: 'completed',
};
const cited: RunEvent = {
  type: 'annotation',
  annotation: { type: 'file_path', text: '', start_index: 0, end_index: 1, file_path: { file_id: 'file-1' } },
};
const stop: RunEvent = { type: 'completion-end', reason: 'stop', exceeded: null };
const stopBeyond: RunEvent = { type: 'completion-end', reason: 'stop', exceeded: 'max_prompt_tokens' };
const usage: RunEvent = {
  type: 'usage',
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  estimated: false,
};
const spent: RunEvent = { type: 'budget-end', reason: 'max_completion_tokens' };
const note: RunEvent = { type: 'call-note', metadata: { call_1: 'run_1' } };
const answer: RunEvent = { type: 'call-answer', answer: { id: 'call_1', output: 'x' } };
const performed: RunEvent = { type: 'calls-performed' };
const fail: RunEvent = { type: 'run-fail', error: { kind: 'offline' } };
const over: RunEvent = { type: 'stream-end' };
const submit: RunEvent = { type: 'outputs-submit', answers: [{ id: 'call_1', output: 'x' }] };
const cancel: RunEvent = { type: 'run-cancel' };
const expire: RunEvent = { type: 'run-expire' };
const ended = (reason: 'length' | 'content-filter' | 'tool-calls'): RunEvent => ({
  type: 'completion-end',
  reason,
  exceeded: null,
});

const EVENTS: readonly RunEvent[] = [
  start,
  word,
  call,
  search,
  hosted,
  cited,
  usage,
  stop,
  stopBeyond,
  spent,
  fail,
  over,
  note,
  answer,
  performed,
  submit,
  cancel,
  expire,
  ended('length'),
  ended('content-filter'),
  ended('tool-calls'),
];

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
  ["a call of the server's own is added", silent, hosted, 'in_progress', ['add-hosted-call']],
  ['one after words closes the message', answering, hosted, 'in_progress', ['close-message', 'add-hosted-call']],
  ['one beside calls leaves them open', calling, hosted, 'in_progress', ['add-hosted-call']],
  ['a source of the words is kept', answering, cited, 'in_progress', ['annotate']],
  ['a source of no words is nothing', silent, cited, 'in_progress', []],
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
  ['nothing fails while queued', queued, fail, 'queued', []],
  ['nothing fails while waiting for outputs', waiting, fail, 'requires_action', []],
  [
    'a stream that ends without its end fails',
    answering,
    over,
    'failed',
    ['abort-stream', 'set-error', 'close-message', 'set-status'],
  ],
  ['all outputs queue the run again', waiting, submit, 'queued', ['answer-call', 'close-calls', 'set-status']],
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
  ['a cancelling run that expires is cancelled', cancelling, expire, 'cancelled', ['close-message', 'set-status']],
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
  ['tokens are counted', answering, usage, 'in_progress', ['count-usage']],
  ['tokens that come after a cancel are counted too', cancelling, usage, 'cancelling', ['count-usage']],
  [
    'an answer beyond the budget is whole, its run incomplete',
    answering,
    stopBeyond,
    'incomplete',
    ['set-incomplete', 'close-message', 'set-status'],
  ],
  ['a spent budget ends the run', silent, spent, 'incomplete', ['set-incomplete', 'set-status']],
  ['the engine’s calls are performed', searching, ended('tool-calls'), 'in_progress', ['perform-calls']],
  ['the engine’s calls are performed before the client’s', both, ended('tool-calls'), 'in_progress', ['perform-calls']],
  ['the end of the request is nothing while calls are performed', performing, over, 'in_progress', []],
  ['a call may say what it leads to', performing, note, 'in_progress', ['note-calls']],
  ['a call is answered', performing, answer, 'in_progress', ['answer-call']],
  ['the next completion follows at once', performing, performed, 'in_progress', ['close-calls', 'open-stream']],
  ['what is left is the client’s', performingBoth, performed, 'requires_action', ['require-outputs', 'set-status']],
  [
    'a cancel while calls are performed waits for them',
    performing,
    cancel,
    'cancelling',
    ['set-status', 'abort-stream'],
  ],
  [
    'performed calls of a cancelling run end it',
    cancellingCalls,
    performed,
    'cancelled',
    ['close-calls', 'set-status'],
  ],
  ['an answer that comes after a cancel is dropped', cancellingCalls, answer, 'cancelling', []],
  ['calls are answered only while they are performed', calling, answer, 'in_progress', []],
  ['calls are performed once', silent, performed, 'in_progress', []],
  [
    'calls cut short by the length limit were never made',
    calling,
    ended('length'),
    'incomplete',
    ['set-incomplete', 'close-calls', 'set-status'],
  ],
  [
    'a filter after calls leaves an empty message',
    calling,
    ended('content-filter'),
    'incomplete',
    ['close-calls', 'open-message', 'close-message', 'set-status'],
  ],
];

describe('step', () => {
  it.each(ROWS)('%s', (_name, from, event, status, effects) => {
    const [next, asked] = step(from, event);
    expect(next.status).toBe(status);
    expect(asked.map((effect) => effect.type)).toEqual(effects);
  });

  it.each(TERMINAL)('%s is final: no event changes it or asks for anything', (status) => {
    const state: RunState = { ...queued, status };
    for (const event of EVENTS) expect(step(state, event)).toEqual([state, []]);
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
  queued: ['in_progress', 'cancelling', 'expired'],
  in_progress: ['completed', 'incomplete', 'failed', 'cancelling', 'expired', 'requires_action'],
  requires_action: ['queued', 'cancelling', 'expired'],
  cancelling: ['cancelled'],
  cancelled: [],
  failed: [],
  completed: [],
  incomplete: [],
  expired: [],
};

describe('any sequence of events', () => {
  const events = fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 });

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
