import type { Transaction } from 'dexie';
import type { RunStep } from '../assistants/objects.ts';
import { WORDS_BEHIND } from './search/message-words.ts';

/** To version 2: the calls of a step as the model made them, out of what the step shows. */
export function fillCalls(step: RunStep, row: { value: RunStep }): void {
  const { step_details, local } = step;
  if (step_details.type !== 'tool_calls' || local.calls !== undefined) return;
  const calls = step_details.tool_calls.flatMap((call) =>
    call.type === 'function'
      ? [{ id: call.id, name: call.function.name, arguments: call.function.arguments, output: call.function.output }]
      : [],
  );
  row.value = { ...step, local: { ...local, calls } };
}

/** To version 3: messages are indexed while the extension is used, because all of them at once could take minutes. */
export async function leaveWordsForLater(transaction: Transaction): Promise<void> {
  await transaction.table('settings').put({ key: WORDS_BEHIND, value: '' });
}
