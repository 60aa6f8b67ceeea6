import { describe, expect, it } from 'vitest';
import { sdkRefusal } from './sdk-stream.ts';
import { type Beginning, type StreamEvent, wrongOrder } from './stream-order.ts';

const RUN = { id: 'run_1', object: 'thread.run', thread_id: 'thread_1' };
const STEP = { id: 'step_1', object: 'thread.run.step', run_id: 'run_1', type: 'message_creation' };
const MESSAGE = { id: 'msg_1', object: 'thread.message', thread_id: 'thread_1', run_id: 'run_1' };

function run(verb: string, more: object = {}): StreamEvent {
  return { event: `thread.run.${verb}`, data: { ...RUN, status: verb === 'created' ? 'queued' : verb, ...more } };
}

function step(verb: string, more: object = {}): StreamEvent {
  const status = verb === 'created' ? 'in_progress' : verb;
  const step_details = { type: 'message_creation', message_creation: { message_id: 'msg_1' } };
  return { event: `thread.run.step.${verb}`, data: { ...STEP, status, step_details, ...more } };
}

function message(verb: string, more: object = {}): StreamEvent {
  const status = verb === 'created' ? 'in_progress' : verb;
  const content = MESSAGE_ENDS.includes(verb) ? [{ type: 'text', text: { value: 'Hello', annotations: [] } }] : [];
  return { event: `thread.message.${verb}`, data: { ...MESSAGE, status, content, ...more } };
}

const MESSAGE_ENDS = ['completed', 'incomplete'];

function words(value: string): StreamEvent {
  const content = [{ index: 0, type: 'text', text: { value, annotations: [] } }];
  return { event: 'thread.message.delta', data: { id: 'msg_1', object: 'thread.message.delta', delta: { content } } };
}

const CALLS_STEP = { id: 'step_c', type: 'tool_calls', step_details: { type: 'tool_calls', tool_calls: [] } };

function call(delta: object, beside: object = {}): StreamEvent {
  const step_details = { type: 'tool_calls', tool_calls: [{ index: 0, type: 'function', ...delta }] };
  return {
    event: 'thread.run.step.delta',
    data: { id: 'step_c', object: 'thread.run.step.delta', delta: { ...beside, step_details } },
  };
}

const BEGUN = [run('created'), run('queued'), run('in_progress')];
const WROTE = [
  step('created'),
  step('in_progress'),
  message('created'),
  message('in_progress'),
  words('Hel'),
  words('lo'),
  message('completed'),
  step('completed'),
];
const DONE: StreamEvent = { event: 'done', data: '[DONE]' };
const ANSWER = [...BEGUN, ...WROTE, run('completed'), DONE];

const FIRST_DELTA = call({ id: 'call_1', function: { name: 'weather', arguments: '', output: null } });
const REQUIRED = {
  required_action: {
    type: 'submit_tool_outputs',
    submit_tool_outputs: {
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } }],
    },
  },
};
const CALLED = [
  step('created', CALLS_STEP),
  step('in_progress', CALLS_STEP),
  FIRST_DELTA,
  call({ function: { arguments: '{}' } }),
];
const WAITING = [...BEGUN, ...CALLED, run('requires_action', REQUIRED), DONE];

const RIGHT: readonly (readonly [name: string, events: readonly StreamEvent[], beginning: Beginning])[] = [
  ['an answer', ANSWER, 'run'],
  ['a run that waits for outputs', WAITING, 'run'],
  ['an answer in a new thread', [{ event: 'thread.created', data: { id: 'thread_1' } }, ...ANSWER], 'thread-and-run'],
  [
    'what follows the outputs',
    [step('completed', CALLS_STEP), run('queued'), run('in_progress'), ...WROTE, run('completed'), DONE],
    'outputs',
  ],
  [
    'an answer after a search',
    [...BEGUN, ...CALLED, step('completed', CALLS_STEP), ...WROTE, run('completed'), DONE],
    'run',
  ],
  [
    'a run that is cancelled before it begins',
    [run('created'), run('queued'), run('cancelling'), run('cancelled'), DONE],
    'run',
  ],
  [
    'a message that is cut short',
    [
      ...BEGUN,
      ...WROTE.slice(0, 6),
      run('cancelling'),
      message('incomplete'),
      step('cancelled'),
      run('cancelled'),
      DONE,
    ],
    'run',
  ],
];

it.each(RIGHT)('%s is in order', async (_name, events, beginning) => {
  expect(wrongOrder(events, beginning)).toEqual([]);
  expect(await sdkRefusal(events)).toBeNull();
});

function without(place: number, events = ANSWER): readonly StreamEvent[] {
  return events.filter((_event, index) => index !== place);
}

function instead(place: number, ...replacement: readonly StreamEvent[]): readonly StreamEvent[] {
  return [...ANSWER.slice(0, place), ...replacement, ...ANSWER.slice(place + 1)];
}

type Broken = [name: string, events: readonly StreamEvent[], says: string, beginning?: Beginning];

const BROKEN: readonly Broken[] = [
  ['a run that was never created', without(0), 'thread.run.queued comes after nothing'],
  ['a run that was never queued', without(1), 'thread.run.in_progress comes after created'],
  ['a run that never began', without(2), 'thread.run.step.created while the run is queued'],
  ['a run that changes its id', instead(2, run('in_progress', { id: 'run_2' })), 'another id than before'],
  ['a run that changes its thread', instead(2, run('in_progress', { thread_id: 'thread_2' })), 'in another thread'],
  [
    "a status that is not the event's",
    instead(2, run('in_progress', { status: 'queued' })),
    'carries the status queued',
  ],
  ['a step that was never created', without(3), 'thread.run.step.in_progress of a step that is not open'],
  ['a step that never began', without(4), 'comes before thread.run.step.in_progress'],
  ['a step that ends while its message is open', without(9), 'leaves its message open'],
  ['a step that is never closed', without(10), 'leaves a run step open'],
  ['a step of another run', instead(3, step('created', { run_id: 'run_2' })), 'belongs to another run'],
  ['a message that was never created', without(5), 'thread.message.in_progress of a message that is not open'],
  ['a message that never began', without(6), 'thread.message.delta comes before thread.message.in_progress'],
  [
    'a delta before its message',
    instead(5, words(''), message('created')),
    'thread.message.delta of a message that is not open',
  ],
  ['a second open message', instead(7, message('created', { id: 'msg_2' })), 'a second message opens'],
  ['a message outside of its step', instead(5, message('created', { id: 'msg_2' })), 'outside of its run step'],
  [
    'a message that is created with text',
    instead(5, message('created', { content: [{ text: { value: 'H' } }] })),
    'carries text already',
  ],
  ['deltas that do not add up', without(7), 'do not add up to the message'],
  ['a second open step', instead(5, step('created', { id: 'step_2' }), message('created')), 'a second run step opens'],
  ['an id that is used again', [...ANSWER.slice(0, 11), ...WROTE, run('completed'), DONE], 'is used again'],
  ['no end of the run', without(11), 'before the run ends or waits'],
  ['no done', without(12), 'ends without done'],
  ['a done that says something else', instead(12, { event: 'done', data: 'DONE' }), 'something else than [DONE]'],
  ['an event after done', [...ANSWER, run('completed')], 'thread.run.completed comes after done'],
  ['an event after the end', instead(11, run('completed'), words('!')), 'comes after the end of the run'],
  ['an end after another end', instead(11, run('completed'), run('failed')), 'comes after the end of the run'],
  ['an event that does not exist', instead(3, { event: 'thread.paused', data: {} }), 'is not an event'],
  ['no thread.created for a new thread', ANSWER, 'does not begin with thread.created', 'thread-and-run'],
  [
    'thread.created for a thread that was there',
    [{ event: 'thread.created', data: { id: 'thread_1' } }, ...ANSWER],
    'has no place here',
  ],
  [
    'a step delta with an id',
    [...BEGUN, ...CALLED.slice(0, 2), call({ id: 'call_1', function: {} }, { id: 'step_c' }), run('failed'), DONE],
    'contains an id',
  ],
  [
    'a first call delta without an id',
    [...BEGUN, ...CALLED.slice(0, 2), call({ function: { name: 'a' } }), run('failed'), DONE],
    'has no id',
  ],
  [
    'a call delta that repeats the id',
    [...BEGUN, ...CALLED, FIRST_DELTA, run('requires_action', REQUIRED), DONE],
    'repeats its id or name',
  ],
  [
    'a call that begins out of turn',
    [...BEGUN, ...CALLED, call({ index: 2, id: 'call_3' }), run('requires_action', REQUIRED), DONE],
    'out of turn',
  ],
  ['call deltas that do not add up', without(6, WAITING), 'do not add up to the call'],
  [
    'a call that no delta made',
    [...BEGUN, ...CALLED.slice(0, 2), run('requires_action', REQUIRED), DONE],
    'no delta made the call',
  ],
  ['waiting without calls', [...BEGUN, run('requires_action', REQUIRED), DONE], 'without an open tool_calls step'],
  [
    'an unknown step after outputs, later',
    [run('queued'), step('completed', CALLS_STEP), run('in_progress'), run('completed'), DONE],
    'not open',
    'outputs',
  ],
];

describe('is refused:', () => {
  it.each<Broken>([...BROKEN])('%s', (_name, events, says, beginning) => {
    expect(wrongOrder(events, beginning ?? 'run').join('\n')).toContain(says);
  });
});

const SDK_REFUSES: readonly (readonly [name: string, events: readonly StreamEvent[]])[] = [
  ['a delta before its message', without(5)],
  ['a step that was never created', [...BEGUN, step('delta'), run('completed')]],
  ['no end of the run', without(11)],
];

it.each(SDK_REFUSES)('the official SDK refuses %s as well', async (_name, events) => {
  expect(await sdkRefusal(events)).not.toBeNull();
});
