import type { Context } from '../context.ts';
import type { Assistant, FunctionTool, Metadata, Run } from '../objects.ts';
import { argumentsOf, type EngineTool, failureOutput } from './engine-tool.ts';

const CONSULT_ASSISTANT = 'consult_assistant';

/** Key of an assistant's metadata: the ids of the assistants it may consult, separated by commas. */
const CONSULTS = 'consults';

/** Runs one below the other: an assistant that is asked by one that is asked may still ask, and no further. */
const MOST_DEPTH = 3;

/** Longest key of metadata. */
const KEY = 64;

/** Asks an assistant in a thread of its own. */
export type Consult = (question: {
  readonly assistant_id: string;
  readonly text: string;
  readonly parent: Run;
  readonly signal: AbortSignal;
  /** Called as soon as the run exists. */
  readonly onRun: (run: Run) => Promise<void>;
}) => Promise<{ readonly run: Run; readonly answer: string }>;

/** How many runs are above this one. */
export function depthOf(run: Run): number {
  return run.local.parent?.depth ?? 0;
}

/** The assistants that the run's assistant lists, as one tool. Null when it lists none, or when the run is too deep to ask further. */
export async function consultTool(context: Context, run: Run, consult: Consult): Promise<EngineTool | null> {
  if (depthOf(run) >= MOST_DEPTH) return null;
  const assistants = await consultable(context, run);
  if (assistants.length === 0) return null;
  return {
    definition: definitionOf(assistants),
    shown_as: 'function',
    async perform(call, { signal, note }) {
      const { assistant, question } = argumentsOf(call);
      const asked = assistants.find(({ id, name }) => id === assistant || name === assistant);
      if (asked === undefined) throw new Error(`There is no assistant '${String(assistant)}' to consult.`);
      if (typeof question !== 'string' || question.trim() === '') throw new Error('The question is empty.');
      const onRun = (begun: Run) => note(noteOf(call.id, begun));
      const { run: ended, answer } = await consult({
        assistant_id: asked.id,
        text: question,
        parent: run,
        signal,
        onRun,
      });
      if (ended.status === 'completed') return { output: answer };
      return {
        output: failureOutput(
          `${ended.last_error?.message ?? `The consulted run ended as ${ended.status}.`} ${answer}`.trim(),
        ),
      };
    },
  };
}

async function consultable({ store }: Context, run: Run): Promise<readonly Assistant[]> {
  const own = await store.assistants.get(run.assistant_id);
  const ids = (own?.metadata[CONSULTS] ?? '').split(',').map((id) => id.trim());
  const listed = await Promise.all(ids.filter((id) => id !== '').map((id) => store.assistants.get(id)));
  return listed.filter((assistant) => assistant !== undefined);
}

function definitionOf(assistants: readonly Assistant[]): FunctionTool {
  const lines = assistants.map(
    ({ id, name, description }) => `${id}: ${[name, description].filter(Boolean).join(', ')}`,
  );
  return {
    type: 'function',
    function: {
      name: CONSULT_ASSISTANT,
      description: `Asks another assistant, which sees nothing but the question, and gives its answer. Assistants:\n${lines.join('\n')}`,
      parameters: {
        type: 'object',
        properties: {
          assistant: { type: 'string', enum: assistants.map(({ id }) => id) },
          question: { type: 'string', description: 'Everything the other assistant needs to know.' },
        },
        required: ['assistant', 'question'],
      },
    },
  };
}

/** The consulted run's path on the front door, under the call that it belongs to. */
function noteOf(callId: string, { id, thread_id }: Run): Metadata {
  return { [callId.slice(0, KEY)]: `/threads/${thread_id}/runs/${id}` };
}
