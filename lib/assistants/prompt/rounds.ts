import type { Message, ModelCall, RunStep } from '../objects.ts';
import type { ModelMessage, Store } from '../ports.ts';
import { textOf } from './message-text.ts';

/** Steps read at once. */
const STEPS = 100;

/**
 * What a run has said and called so far, one entry a step, oldest first, as a later prompt repeats it: calls are always
 * followed by their results, and calls that nobody has answered are left out. `known`: a message of it that is at hand.
 */
export async function roundsOf(store: Store, runId: string, known?: Message): Promise<ModelMessage[][]> {
  const rounds: ModelMessage[][] = [];
  for await (const step of stepsOf(store, runId)) {
    const round = step.step_details.type === 'tool_calls' ? callsOf(step) : await saidIn(store, step, known);
    if (round.length > 0) rounds.push(round);
  }
  return rounds;
}

/** All steps of a run, oldest first, read as far as somebody asks. */
export async function* stepsOf(store: Store, runId: string): AsyncGenerator<RunStep> {
  let after: string | undefined;
  for (;;) {
    const page = await store.run_steps.list(runId, {
      limit: STEPS,
      order: 'asc',
      ...(after === undefined ? {} : { after }),
    });
    yield* page.data;
    after = page.data.at(-1)?.id;
    if (!page.has_more) return;
  }
}

function callsOf({ status, local: { calls = [] } }: RunStep): ModelMessage[] {
  if (status !== 'completed' || calls.length === 0) return [];
  return [{ role: 'assistant', content: '', tool_calls: calls.map(made) }, ...calls.map(answered)];
}

function made({ id, name, arguments: written, extra }: ModelCall) {
  const call = { id, type: 'function', function: { name, arguments: written } } as const;
  return extra === undefined ? call : { ...call, extra };
}

function answered({ id, output }: ModelCall): ModelMessage {
  return { role: 'tool', tool_call_id: id, content: output ?? '' };
}

/** Empty when the message has been deleted since. */
async function saidIn(store: Store, { status, step_details }: RunStep, known?: Message): Promise<ModelMessage[]> {
  if (step_details.type !== 'message_creation' || status === 'in_progress') return [];
  const { message_id } = step_details.message_creation;
  const message = message_id === known?.id ? known : await store.messages.get(message_id);
  const content = message === undefined ? '' : textOf(message);
  return content === '' ? [] : [{ role: 'assistant', content }];
}
