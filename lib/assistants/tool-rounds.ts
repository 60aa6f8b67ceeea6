import type { Context } from './context.ts';
import type { ModelMessage } from './ports.ts';

/** The function calls this run has made so far, each round followed by its outputs, as the next completion reads them. */
export async function toolRounds({ store }: Context, runId: string): Promise<ModelMessage[]> {
  const steps = await store.run_steps.list(runId, { limit: 100, order: 'asc' });
  return steps.data.flatMap(({ step_details: details, status }) => {
    if (details.type !== 'tool_calls' || status !== 'completed') return [];
    return [
      {
        role: 'assistant',
        content: '',
        tool_calls: details.tool_calls.map(({ id, function: { name, arguments: written } }) => ({
          id,
          type: 'function',
          function: { name, arguments: written },
        })),
      },
      ...details.tool_calls.map((call) => ({
        role: 'tool' as const,
        tool_call_id: call.id,
        content: call.function.output ?? '',
      })),
    ];
  });
}
