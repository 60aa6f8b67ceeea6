import type { Notice } from '../assistants/context.ts';
import type { Engine } from '../assistants/engine.ts';
import type { ThreadEvent } from '../assistants/events.ts';
import type { Run } from '../assistants/objects.ts';
import { isTerminal } from '../assistants/run/step.ts';
import { type Include, included } from './include.ts';

/**
 * A run's events as server-sent events in the published order, ending with `done`. The stream ends at the run's end or where
 * it waits for outputs. A reader that goes away does not stop the run.
 */
export async function eventStream(
  engine: Engine,
  begin: () => Promise<Run>,
  signal: AbortSignal,
  include: Include = new Set(),
): Promise<Response> {
  const encoder = new TextEncoder();
  let waiting: Notice[] | null = [];
  let take: (notice: Notice) => void = (notice) => waiting?.push(notice);
  const stop = engine.subscribe((notice) => take(notice));
  // Until the run exists nobody knows its id: what happens meanwhile, anywhere, is kept and looked at after.
  const run = await begin().catch((thrown: unknown) => {
    stop();
    throw thrown;
  });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      take = ({ run_id, event }) => {
        if (run_id !== run.id) return;
        const data = JSON.stringify(shown(event, include));
        controller.enqueue(encoder.encode(`event: ${event.event}\ndata: ${data}\n\n`));
        if (!endsStream(event.data)) return;
        stop();
        controller.enqueue(encoder.encode('event: done\ndata: [DONE]\n\n'));
        controller.close();
        take = () => undefined;
      };
      const abort = () => {
        stop();
        take = () => undefined;
        controller.error(signal.reason);
      };
      for (const notice of waiting ?? []) take(notice);
      waiting = null;
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    },
    cancel: stop,
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

function shown({ data }: ThreadEvent, include: Include): ThreadEvent['data'] {
  return data.object === 'thread.run.step' ? included(data, include) : data;
}

function endsStream(data: ThreadEvent['data']): boolean {
  return data.object === 'thread.run' && (isTerminal(data.status) || data.status === 'requires_action');
}
