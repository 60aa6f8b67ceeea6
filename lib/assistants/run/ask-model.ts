import type { Context } from '../context.ts';
import type { ModelRequest, ResolvedBackend, StreamPart } from '../ports.ts';
import type { OpenRun } from './open-run.ts';

/** Asks a run's model. Every request of a run goes through here, so that none is missing from what its user can look at. */
export function askModel(
  { keepRequest }: Pick<Context, 'keepRequest'>,
  { run, abort }: Pick<OpenRun, 'run' | 'abort'>,
  { backend }: ResolvedBackend,
  request: ModelRequest,
): AsyncIterable<StreamPart> {
  const { task, question, notes, sources, remote, ...sent } = request;
  if (backend.reads_messages !== false) keepRequest?.(run.id, sent);
  return backend.stream(request, abort.signal);
}
