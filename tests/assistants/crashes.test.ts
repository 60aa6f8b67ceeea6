import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Message, Run, RunStep } from '../../lib/assistants/objects.ts';
import type { StreamPart } from '../../lib/assistants/ports.ts';
import { isTerminal } from '../../lib/assistants/run/step.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

const COMMANDS = [
  'ask',
  'ask',
  'ask with functions',
  'add a message',
  'word',
  'word',
  'word',
  'call',
  'call',
  'call what nobody has',
  'stop',
  'stop',
  'reach the limit',
  'filter',
  'fail',
  'hang up',
  'submit',
  'submit',
  'cancel',
  'name the run',
  'wait',
  'wait long',
  'kill',
  'reconcile',
] as const;

type Command = (typeof COMMANDS)[number];

/** A command, and before which of its writes the worker is killed, if it comes to that many. */
type Act = { readonly command: Command; readonly crash_before_write: number | null };

const ALL = { limit: 100, order: 'asc' } as const;

const FUNCTIONS = [{ type: 'function' as const, function: { name: 'weather' } }];

const USAGE: StreamPart = {
  type: 'usage',
  usage: { prompt_tokens: 30, completion_tokens: 4, total_tokens: 34 },
};

/** Plays commands on one thread, and counts apart what the client has been told, to hold the database against it. */
class Play {
  readonly world = createWorld();
  worker: Worker = this.world.startWorker();
  threadId = '';
  private questions = 0;
  private calls = 0;
  /** Questions that the engine said it has taken, and those whose answer never came. */
  readonly taken: string[] = [];
  readonly unsure: string[] = [];
  /** Questions that were sent together with a run. */
  readonly asked = new Set<string>();
  /** Terminal runs as they were when they were first seen. */
  readonly ended = new Map<string, string>();

  async begin(): Promise<void> {
    this.threadId = (await this.worker.threads.create()).id;
  }

  async act({ command, crash_before_write }: Act): Promise<void> {
    if (crash_before_write !== null) this.worker.life.endAfter(crash_before_write);
    await Promise.race([this.perform(command).catch(() => undefined), this.worker.life.ended]);
    await settle();
    if (this.worker.life.isOver) {
      this.worker = this.world.startWorker();
      await this.worker.engine.reconcile();
      await settle();
    } else {
      this.worker.life.endAfter(Number.POSITIVE_INFINITY);
    }
  }

  private perform(command: Command): Promise<unknown> {
    const { threads, backend, engine } = this.worker;
    const say = async (...parts: StreamPart[]) => (backend.open ? backend.say(...parts) : undefined);
    switch (command) {
      case 'ask':
      case 'ask with functions':
        return this.post((content) => {
          this.asked.add(content);
          return threads.runs.create(this.threadId, {
            assistant_id: 'asst_sitethread',
            additional_messages: [{ role: 'user', content }],
            tools: command === 'ask' ? [] : FUNCTIONS,
          });
        });
      case 'add a message':
        return this.post((content) => threads.messages.create(this.threadId, { role: 'user', content }));
      case 'word':
        return say({ type: 'text-delta', delta: 'word ' });
      case 'call':
      case 'call what nobody has': {
        const name = command === 'call' ? 'weather' : 'fly';
        this.calls += 1;
        return say(
          { type: 'tool-call-delta', index: 0, id: `call_${this.calls}`, name, arguments_delta: '{}' },
          USAGE,
          {
            type: 'finish',
            reason: 'tool-calls',
          },
        );
      }
      case 'stop':
        return say(USAGE, { type: 'finish', reason: 'stop' });
      case 'reach the limit':
        return say(USAGE, { type: 'finish', reason: 'length' });
      case 'filter':
        return say({ type: 'finish', reason: 'content-filter' });
      case 'fail':
        return say({ type: 'error', error: { kind: 'offline' } });
      case 'hang up':
        return backend.open ? backend.hangUp() : Promise.resolve();
      case 'submit':
        return this.withActive(({ id, required_action }) =>
          threads.runs.submitToolOutputs(id, {
            thread_id: this.threadId,
            tool_outputs: (required_action?.submit_tool_outputs.tool_calls ?? []).map((call) => ({
              tool_call_id: call.id,
              output: 'sunny',
            })),
          }),
        );
      case 'cancel':
        return this.withActive(({ id }) => threads.runs.cancel(id, { thread_id: this.threadId }));
      case 'name the run':
        return this.withActive(({ id }) =>
          threads.runs.update(id, { thread_id: this.threadId, metadata: { name: 'Caesar' } }),
        );
      case 'wait':
        return Promise.resolve(this.world.clock.advance(500));
      case 'wait long':
        return Promise.resolve(this.world.clock.advance(700_000));
      case 'kill':
        return Promise.resolve(this.worker.kill());
      case 'reconcile':
        return engine.reconcile();
    }
  }

  private async post(send: (content: string) => Promise<unknown>): Promise<void> {
    const content = `q${this.questions}`;
    this.questions += 1;
    this.unsure.push(content);
    const answer = await send(content).then(
      () => 'taken' as const,
      () => 'refused' as const,
    );
    this.unsure.splice(this.unsure.indexOf(content), 1);
    if (answer === 'taken') this.taken.push(content);
  }

  private async withActive(work: (run: Run) => Promise<unknown>): Promise<unknown> {
    const active = await this.world.store.runs.activeOf(this.threadId);
    return active === undefined ? undefined : work(active);
  }

  async look(): Promise<void> {
    const active = (await this.world.store.runs.active()).filter(({ thread_id }) => thread_id === this.threadId);
    expect(active.length).toBeLessThanOrEqual(1);
    for (const { metadata: _metadata, ...run } of (await this.world.store.runs.list(this.threadId, ALL)).data) {
      if (!isTerminal(run.status)) continue;
      const now = JSON.stringify(run);
      expect(this.ended.get(run.id) ?? now).toBe(now);
      this.ended.set(run.id, now);
    }
  }

  /** Whatever is open ends when its time is over. */
  async end(): Promise<void> {
    this.world.clock.advance(700_000);
    await settle();
    await this.worker.engine.reconcile();
    await settle();
  }

  async rows() {
    const { data: messages } = await this.world.store.messages.list(this.threadId, ALL);
    const { data: runs } = await this.world.store.runs.list(this.threadId, ALL);
    const steps = new Map<string, RunStep[]>();
    for (const run of runs) steps.set(run.id, (await this.world.store.run_steps.list(run.id, ALL)).data);
    return { messages, runs, steps };
  }
}

function questionOf({ content }: Message): string | undefined {
  return JSON.stringify(content).match(/q\d+/)?.[0];
}

function checkMessages(play: Play, messages: readonly Message[], runs: readonly Run[]): void {
  const found = messages.filter(({ role }) => role === 'user').map((message) => questionOf(message) ?? '');
  expect(new Set(found).size).toBe(found.length);
  for (const question of play.taken) expect(found).toContain(question);
  for (const question of found) expect([...play.taken, ...play.unsure]).toContain(question);
  // A question and its run are there together or not at all.
  expect(runs).toHaveLength(found.filter((question) => play.asked.has(question)).length);
}

function checkRun(run: Run, steps: readonly RunStep[], messages: readonly Message[]): void {
  expect(isTerminal(run.status)).toBe(true);
  expect(run.local).not.toHaveProperty('active');
  expect(run.required_action).toBeNull();
  expect(run.expires_at).toBeNull();

  const answers = messages.filter(({ run_id }) => run_id === run.id);
  const told = steps.flatMap(({ step_details: details }) =>
    details.type === 'message_creation' ? [details.message_creation.message_id] : [],
  );
  expect(told).toEqual(answers.map(({ id }) => id));
  expect(answers.filter(({ status }) => status === 'incomplete').length).toBeLessThanOrEqual(1);
  for (const answer of answers) {
    expect(answer.status).not.toBe('in_progress');
    expect(answer.status === 'completed').toBe(answer.incomplete_details === null);
    expect(JSON.stringify(answer.content)).toMatch(/^\[\]$|"(word )+"/);
  }
  if (run.status === 'completed') for (const { status } of answers) expect(status).toBe('completed');
  for (const step of steps) expect(step.status).not.toBe('in_progress');

  const counted = steps.reduce((sum, { usage }) => sum + (usage?.total_tokens ?? 0), 0);
  const total = run.usage?.total_tokens ?? 0;
  // A last completion that said nothing has no step to count its tokens on.
  if (run.status === 'completed' && steps.at(-1)?.type === 'message_creation') expect(counted).toBe(total);
  expect(counted).toBeLessThanOrEqual(total);
}

const act = fc.record({
  command: fc.constantFrom(...COMMANDS),
  crash_before_write: fc.option(fc.nat({ max: 6 }), { freq: 4 }),
});

it('whatever is asked, and between whichever two writes a worker dies, every run ends, terminal is final, nothing is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 24 }), async (acts) => {
      const play = new Play();
      await play.begin();
      for (const one of acts) {
        await play.act(one);
        await play.look();
      }
      await play.end();
      const { messages, runs, steps } = await play.rows();
      checkMessages(play, messages, runs);
      for (const run of runs) checkRun(run, steps.get(run.id) ?? [], messages);
    }),
    { numRuns: Number(process.env['CRASH_RUNS'] ?? 150) },
  );
}, 120_000);
