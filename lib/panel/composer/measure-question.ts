import { estimate } from '../../assistants/prompt/count-tokens.ts';
import type { Connection } from '../../models/connection.ts';
import type { QuestionSize } from '../model.ts';
import type { PanelPorts } from '../ports.ts';

/** How long a question is beside what its model reads at once. */
export async function measureQuestion(
  text: string,
  connection: Connection | undefined,
  loadContext: PanelPorts['loadContextTokens'],
): Promise<QuestionSize> {
  const exact = estimate(text);
  // Two digits: more would be a precision that there is not.
  const tokens = Number(exact.toPrecision(2));
  const of = connection === undefined ? null : (await loadContext())(connection, connection.model);
  return { characters: [...text].length, tokens, of };
}
