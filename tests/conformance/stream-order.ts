/**
 * The order in which a run's events may come. Published in prose only; clients rely on it: an object is created before it
 * changes, at most one run step and one message are open, and the stream ends where the run ends or waits.
 */

import { isObject, type JsonObject } from './json-schema.ts';

export type StreamEvent = { readonly event: string; readonly data: unknown };

/** What was asked: a run, a thread with a run, or that a run goes on with its tool outputs. */
export type Beginning = 'run' | 'thread-and-run' | 'outputs';

/** Each status with those a run may have had before it. `null`: the run was not seen before. */
const RUN_AFTER: Readonly<Record<string, readonly (string | null)[]>> = {
  created: [null],
  queued: ['created'],
  in_progress: ['queued'],
  requires_action: ['in_progress'],
  cancelling: ['queued', 'in_progress'],
  cancelled: ['queued', 'in_progress', 'cancelling'],
  completed: ['in_progress', 'cancelling'],
  incomplete: ['in_progress'],
  failed: ['queued', 'in_progress'],
  expired: ['queued', 'in_progress', 'cancelling'],
};

const ENDS: ReadonlySet<string> = new Set([
  'requires_action',
  'cancelled',
  'completed',
  'incomplete',
  'failed',
  'expired',
]);

const STEP_ENDS: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'expired']);
const MESSAGE_ENDS: ReadonlySet<string> = new Set(['completed', 'incomplete']);

/** What is wrong with a whole stream, first things first; nothing when it is right. */
export function wrongOrder(events: readonly StreamEvent[], beginning: Beginning): readonly string[] {
  const reader = new Reader(beginning);
  for (const event of events) reader.read(event);
  reader.end();
  return reader.wrong;
}

type Open = { readonly id: string; readonly type: string; readonly names: string | null; running: boolean };

class Reader {
  readonly wrong: string[] = [];
  private readonly beginning: Beginning;
  private place = 0;
  private thread: string | null = null;
  private run: string | null = null;
  private status: string | null = null;
  private step: Open | null = null;
  private message: Open | null = null;
  private text = '';
  private calls: { id: string; name: string; arguments: string }[] = [];
  private readonly seen = new Set<string>();
  private ended = false;
  private done = false;

  constructor(beginning: Beginning) {
    this.beginning = beginning;
  }

  read({ event, data }: StreamEvent): void {
    this.place += 1;
    if (this.done) return this.say(`${event} comes after done`);
    if (event === 'done') return this.readDone(data);
    if (this.ended) return this.say(`${event} comes after the end of the run`);
    if (!isObject(data)) return this.say(`${event} carries no object`);
    if (event === 'error') {
      this.ended = true;
      return;
    }
    const [family, verb] = split(event);
    if (family === 'thread.run') this.readRun(verb, data);
    else if (family === 'thread.run.step') this.readStep(verb, data);
    else if (family === 'thread.message') this.readMessage(verb, data);
    else if (event === 'thread.created') this.readThread(data);
    else this.say(`${event} is not an event`);
  }

  end(): void {
    this.place += 1;
    if (!this.ended) this.say('the stream ends before the run ends or waits');
    if (!this.done) this.say('the stream ends without done');
  }

  private say(problem: string): void {
    this.wrong.push(`event ${this.place}: ${problem}`);
  }

  private readDone(data: unknown): void {
    this.done = true;
    if (data !== '[DONE]') this.say('done carries something else than [DONE]');
    if (!this.ended) this.say('done comes before the run ends or waits');
  }

  private readThread({ id }: JsonObject): void {
    if (this.beginning !== 'thread-and-run' || this.place !== 1) this.say('thread.created has no place here');
    this.thread = String(id);
  }

  private readRun(verb: string, { id, thread_id, status, required_action }: JsonObject): void {
    this.thread ??= String(thread_id);
    if (this.beginning === 'thread-and-run' && this.status === null && this.place === 1)
      this.say('the stream does not begin with thread.created');
    if (thread_id !== this.thread) this.say('the run is in another thread');
    if (this.run !== null && id !== this.run) this.say('the run has another id than before');
    this.run = String(id);
    const before = this.status === null && this.beginning === 'outputs' ? 'created' : this.status;
    if (RUN_AFTER[verb]?.includes(before) !== true) this.say(`thread.run.${verb} comes after ${before ?? 'nothing'}`);
    if (status !== (verb === 'created' ? 'queued' : verb)) this.say(`thread.run.${verb} carries the status ${status}`);
    this.status = verb;
    if (verb === 'requires_action') this.checkCalls(required_action);
    else if (ENDS.has(verb)) {
      if (this.message !== null) this.say(`thread.run.${verb} leaves a message open`);
      if (this.step !== null) this.say(`thread.run.${verb} leaves a run step open`);
    }
    this.ended = ENDS.has(verb);
  }

  /** What a client put together from the deltas is what it is asked to answer. */
  private checkCalls(required: unknown): void {
    if (this.step?.type !== 'tool_calls') return this.say('the run waits for outputs without an open tool_calls step');
    const submit = isObject(required) ? required['submit_tool_outputs'] : null;
    const asked = isObject(submit) && Array.isArray(submit['tool_calls']) ? submit['tool_calls'] : [];
    for (const call of asked) {
      const { name, arguments: written } = isObject(call['function']) ? call['function'] : {};
      const built = this.calls.find(({ id }) => id === call['id']);
      if (built === undefined) this.say(`no delta made the call ${call['id']}`);
      else if (built.name !== name || built.arguments !== written)
        this.say(`the deltas of ${built.id} do not add up to the call`);
    }
  }

  private readStep(verb: string, data: JsonObject): void {
    const id = String(data['id']);
    if (verb === 'created') return this.openStep(id, data);
    if (this.step === null && verb === 'completed' && this.beginning === 'outputs' && this.place === 1) {
      this.seen.add(id);
      return;
    }
    if (this.step?.id !== id) return this.say(`thread.run.step.${verb} of a step that is not open`);
    if (verb === 'in_progress') {
      if (this.step.running) this.say('thread.run.step.in_progress comes twice');
      this.step.running = true;
    } else if (!this.step.running) this.say(`thread.run.step.${verb} comes before thread.run.step.in_progress`);
    if (verb === 'delta') this.readStepDelta(data);
    if (!STEP_ENDS.has(verb)) return;
    if (data['status'] !== verb) this.say(`thread.run.step.${verb} carries the status ${data['status']}`);
    if (this.message !== null) this.say(`thread.run.step.${verb} leaves its message open`);
    this.step = null;
  }

  private openStep(id: string, { type, status, run_id, step_details }: JsonObject): void {
    if (this.status !== 'in_progress') this.say(`thread.run.step.created while the run is ${this.status}`);
    if (this.step !== null) this.say('a second run step opens');
    if (this.seen.has(id)) this.say(`the id ${id} is used again`);
    if (this.run !== null && run_id !== this.run) this.say('the step belongs to another run');
    if (status !== 'in_progress') this.say(`thread.run.step.created carries the status ${status}`);
    this.seen.add(id);
    this.calls = [];
    const creation = isObject(step_details) ? step_details['message_creation'] : null;
    const names = isObject(creation) ? String(creation['message_id']) : null;
    this.step = { id, type: String(type), names, running: false };
  }

  private readStepDelta({ delta }: JsonObject): void {
    if (!isObject(delta)) return this.say('a delta of a run step carries no delta');
    if ('id' in delta) this.say('the delta of a run step contains an id');
    const details = delta['step_details'];
    const calls = isObject(details) && Array.isArray(details['tool_calls']) ? details['tool_calls'] : [];
    for (const call of calls) {
      const { index, id, function: { name, arguments: written = '' } = {} } = call;
      const known = this.calls[index];
      if (known !== undefined) {
        if (id !== undefined || name !== undefined) this.say('a later delta of a call repeats its id or name');
        known.arguments += written;
      } else if (index !== this.calls.length) this.say(`the call at ${index} begins out of turn`);
      else if (id === undefined) this.say('the first delta of a call has no id');
      else this.calls.push({ id, name: name ?? '', arguments: written });
    }
  }

  private readMessage(verb: string, data: JsonObject): void {
    const id = String(data['id']);
    if (verb === 'created') return this.openMessage(id, data);
    if (this.message?.id !== id) return this.say(`thread.message.${verb} of a message that is not open`);
    if (verb === 'in_progress') {
      if (this.message.running) this.say('thread.message.in_progress comes twice');
      this.message.running = true;
    } else if (!this.message.running) this.say(`thread.message.${verb} comes before thread.message.in_progress`);
    if (verb === 'delta') this.text += textOf(data['delta']);
    if (!MESSAGE_ENDS.has(verb)) return;
    if (data['status'] !== verb) this.say(`thread.message.${verb} carries the status ${data['status']}`);
    if (textOf(data) !== this.text) this.say('the deltas do not add up to the message');
    this.message = null;
  }

  private openMessage(id: string, { status, content }: JsonObject): void {
    if (this.message !== null) this.say('a second message opens');
    if (this.seen.has(id)) this.say(`the id ${id} is used again`);
    if (this.step?.names !== id || !this.step.running) this.say('a message opens outside of its run step');
    if (status !== 'in_progress') this.say(`thread.message.created carries the status ${status}`);
    if (textOf({ content: content ?? [] }) !== '') this.say('thread.message.created carries text already');
    this.seen.add(id);
    this.text = '';
    this.message = { id, type: 'message', names: null, running: false };
  }
}

/** `thread.run.step.delta` as its family and what happened. */
function split(event: string): readonly [family: string, verb: string] {
  const at = event.lastIndexOf('.');
  return [event.slice(0, at), event.slice(at + 1)];
}

function textOf(holder: unknown): string {
  const content = isObject(holder) ? holder['content'] : null;
  if (!Array.isArray(content)) return '';
  return content.map((part) => part?.text?.value ?? '').join('');
}
