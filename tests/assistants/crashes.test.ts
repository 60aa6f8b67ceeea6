import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTerminal } from '../../lib/assistants/step.ts';
import { createWorld, settle, type Worker } from '../support/engine.ts';

type Action = 'ask' | 'word' | 'stop' | 'fail' | 'hang up' | 'cancel' | 'wait' | 'wait long' | 'kill' | 'reconcile';

const ACTIONS: readonly Action[] = [
  'ask',
  'ask',
  'word',
  'word',
  'word',
  'stop',
  'fail',
  'hang up',
  'cancel',
  'wait',
  'wait long',
  'kill',
  'reconcile',
];

/** Plays actions on one thread; what the user asked is counted apart, so that the database can be held against it. */
async function play(actions: readonly Action[]) {
  const world = createWorld();
  let worker: Worker = world.startWorker();
  const thread = await worker.threads.create();
  let asked = 0;

  async function perform(action: Action): Promise<void> {
    switch (action) {
      case 'ask': {
        const additional_messages = [{ role: 'user' as const, content: `q${asked}` }];
        const created = worker.threads.runs.create(thread.id, { assistant_id: 'asst_sitethread', additional_messages });
        await created.then(
          () => {
            asked += 1;
          },
          () => undefined,
        );
        return;
      }
      case 'word':
        return worker.backend.open ? worker.backend.words('word ') : undefined;
      case 'stop':
        return worker.backend.open ? worker.backend.stop() : undefined;
      case 'fail':
        return worker.backend.open ? worker.backend.say({ type: 'error', error: { kind: 'offline' } }) : undefined;
      case 'hang up':
        return worker.backend.open ? worker.backend.hangUp() : undefined;
      case 'cancel': {
        const active = await world.store.runs.activeOf(thread.id);
        if (active !== undefined)
          await worker.threads.runs.cancel(active.id, { thread_id: thread.id }).catch(() => undefined);
        return;
      }
      case 'wait':
        return world.clock.advance(500);
      case 'wait long':
        return world.clock.advance(700_000);
      case 'kill':
        worker.kill();
        worker = world.startWorker();
        return worker.engine.reconcile();
      case 'reconcile':
        return worker.engine.reconcile();
    }
  }

  for (const action of actions) {
    await perform(action);
    await settle();
    const active = (await world.store.runs.active()).filter(({ thread_id }) => thread_id === thread.id);
    expect(active.length).toBeLessThanOrEqual(1);
  }
  // Whatever is open ends when its time is over.
  world.clock.advance(700_000);
  await worker.engine.reconcile();
  await settle();
  return { world, thread, asked };
}

it('after any sequence of questions, crashes and waits every run has ended and no message is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTIONS), { maxLength: 24 }), async (actions) => {
      const { world, thread, asked } = await play(actions);
      const list = { limit: 100, order: 'asc' } as const;
      const { data: messages } = await world.store.messages.list(thread.id, list);
      const { data: runs } = await world.store.runs.list(thread.id, list);

      const questions = messages.filter(({ role }) => role === 'user');
      expect(questions.map(({ content }) => JSON.stringify(content).match(/q\d+/)?.[0])).toEqual(
        Array.from({ length: asked }, (_, index) => `q${index}`),
      );
      expect(runs).toHaveLength(asked);
      for (const run of runs) {
        expect(isTerminal(run.status)).toBe(true);
        expect(run.local).not.toHaveProperty('active');
        const answers = messages.filter(({ run_id }) => run_id === run.id);
        expect(answers.length).toBeLessThanOrEqual(1);
        const { data: steps } = await world.store.run_steps.list(run.id, list);
        expect(steps.map(({ step_details }) => step_details)).toEqual(
          answers.map(({ id }) => ({ type: 'message_creation', message_creation: { message_id: id } })),
        );
        for (const answer of answers) {
          expect(answer.status).toBe(run.status === 'completed' ? 'completed' : 'incomplete');
          expect(JSON.stringify(answer.content)).toMatch(/^\[\]$|"(word )+"/);
        }
        for (const step of steps) expect(step.status).not.toBe('in_progress');
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);
