import type { ModelRequest } from '../../assistants/ports.ts';
import { AppFailure } from '../../errors.ts';
import { listOf, recordOf, stringOf } from '../json.ts';
import { ownFailure } from '../map-openai-error.ts';
import { ServerRefusal } from '../server-refusal.ts';
import type { Session } from './session.ts';
import { RUN_TOOLS, toTool } from './wire.ts';

export type ChosenAssistant = { readonly id: string; readonly is_users: boolean };

/** What our assistants are called there, so that a new worker finds them again. */
const NAME = 'Sitethread';

/**
 * The assistant that a run needs: one of the user's own where its id was given as the model's name, else ours, which says
 * nothing but the model. All else belongs to the run, except more tools than a run may be given.
 */
export async function assistantFor(session: Session, request: ModelRequest): Promise<ChosenAssistant> {
  const { model } = request;
  if (isAssistantId(model)) return { id: model, is_users: true };
  const { memory } = session;
  const tools = request.tools.length > RUN_TOOLS ? request.tools.map(toTool) : [];
  const purpose = JSON.stringify([model, tools]);
  const known = memory.assistants.get(purpose);
  const id = known ?? (tools.length > 0 ? null : await findOurs(session, model)) ?? (await make(session, model, tools));
  memory.assistants.set(purpose, id);
  return { id, is_users: false };
}

function isAssistantId(model: string): boolean {
  return model.startsWith('asst_');
}

/** Null where the server lists none, or does not list at all. */
async function findOurs({ server, signal }: Session, model: string): Promise<string | null> {
  const page = await server.get('/assistants?limit=100', signal).catch(nothingIfUnknown);
  const ours = listOf(recordOf(page?.value)['data'])
    .map(recordOf)
    .find((one) => one['name'] === NAME && one['model'] === model && !one['instructions'] && isBare(one['tools']));
  return stringOf(ours?.['id']) || null;
}

/** What is wrong with the key or the connection is said at once. */
function nothingIfUnknown(thrown: unknown): null {
  const failure = ownFailure(thrown);
  if (failure instanceof ServerRefusal && [400, 404, 405, 422, 501].includes(failure.status)) return null;
  if (failure instanceof AppFailure && failure.error.kind === 'not-an-api') return null;
  throw thrown;
}

function isBare(tools: unknown): boolean {
  return listOf(tools).length === 0;
}

async function make({ server, signal }: Session, model: string, tools: readonly object[]): Promise<string> {
  const body = { model, name: NAME, ...(tools.length === 0 ? {} : { tools }) };
  const { value } = await server.post('/assistants', body, signal);
  return stringOf(recordOf(value)['id']);
}
