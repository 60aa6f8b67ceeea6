import type { FunctionToolCall, RunStep, ToolCall } from '../../assistants/objects.ts';
import type { PanelReads } from '../ports.ts';
import type { CallView, StepView } from './run-model.ts';

export async function loadSteps({ runSteps }: Pick<PanelReads, 'runSteps'>, runId: string): Promise<StepView[]> {
  return (await runSteps(runId)).map(stepView);
}

function stepView({ id, status, created_at, usage, step_details, ...ends }: RunStep): StepView {
  const end = ends.completed_at ?? ends.failed_at ?? ends.cancelled_at ?? ends.expired_at;
  return {
    id,
    status,
    seconds: end === null ? null : end - created_at,
    tokens: usage === null || usage.total_tokens === 0 ? null : usage.total_tokens,
    calls: step_details.type === 'tool_calls' ? step_details.tool_calls.map(callView) : [],
  };
}

function callView(call: ToolCall): CallView {
  switch (call.type) {
    case 'function':
      return { id: call.id, name: call.function.name, input: inputOf(call), output: call.function.output };
    case 'file_search': {
      const found = call.file_search.results?.map(({ file_name, score }) => `${file_name} (${score.toFixed(2)})`);
      return { id: call.id, name: 'file_search', input: '', output: found?.join('\n') ?? null };
    }
    case 'code_interpreter': {
      const { input, outputs } = call.code_interpreter;
      const said = outputs.map((output) => (output.type === 'logs' ? output.logs : output.image.file_id));
      return { id: call.id, name: 'code_interpreter', input, output: said.join('\n') };
    }
  }
}

/** Empty where the function was given nothing. */
function inputOf({ function: { arguments: given } }: FunctionToolCall): string {
  return given === '{}' ? '' : given;
}
