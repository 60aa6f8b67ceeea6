import type { OpenCall } from '../run/open-run.ts';
import type { CallAnswer, RunEvent } from '../run/run-events.ts';
import { failureOutput, type PerformParts } from './engine-tool.ts';
import type { ToolBox } from './tool-box.ts';

/** Performs the open calls that are the engine's own, all at once. A failure is an answer too: it is told to the model. */
export async function performCalls(
  calls: readonly OpenCall[],
  toolBox: ToolBox,
  { signal, apply }: { readonly signal: AbortSignal; readonly apply: (event: RunEvent) => Promise<void> },
): Promise<void> {
  const parts: PerformParts = { signal, note: (metadata) => apply({ type: 'call-note', metadata }) };
  const own = calls.filter(({ performer }) => performer === 'engine');
  await Promise.all(
    own.map(async (call) => {
      const answer = await answerTo(call, toolBox, parts);
      await apply({ type: 'call-answer', answer });
    }),
  );
  await apply({ type: 'calls-performed' });
}

async function answerTo(call: OpenCall, toolBox: ToolBox, parts: PerformParts): Promise<CallAnswer> {
  const { id, name } = call;
  const tool = toolBox.find(name);
  if (tool === undefined) return { id, output: failureOutput(`There is no function '${name}'.`) };
  try {
    return { id, ...(await tool.perform(call, parts)) };
  } catch (thrown) {
    return { id, output: failureOutput(thrown instanceof Error ? thrown.message : String(thrown)) };
  }
}
