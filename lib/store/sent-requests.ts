import type { KeepRequest, SentRequest } from '../assistants/ports.ts';
import type { Database, SentRequestRow } from './database.ts';

/** Calls of models; those before are forgotten. A page of 30,000 tokens takes about 40 kB. */
const MOST_KEPT = 500;

/** What models were asked, for whoever wants to look. Images are kept by their kind and size alone. */
export function createSentRequests(db: Database, now: () => number) {
  async function write(run_id: string, request: SentRequest, at: number): Promise<void> {
    const body = await through(new CompressionStream('gzip'), new TextEncoder().encode(JSON.stringify(request, named)));
    await db.transaction('rw', db.sent_requests, db.runs, async () => {
      // Compressing takes a moment, in which everything of it may have been deleted.
      if ((await db.runs.where('id').equals(run_id).count()) === 0) return;
      await db.sent_requests.add({ run_id, at, body });
      const beyond = (await db.sent_requests.count()) - MOST_KEPT;
      // Not by their numbers: those that were imported have got theirs late.
      if (beyond > 0) await db.sent_requests.orderBy('at').limit(beyond).delete();
    });
  }

  const keep: KeepRequest = (runId, request) => {
    write(runId, request, now()).catch(() => undefined);
  };

  return {
    keep,

    /** Oldest first. */
    async ofRun(runId: string): Promise<{ readonly at: number; readonly request: SentRequest }[]> {
      const rows = await db.sent_requests.where('run_id').equals(runId).sortBy('number');
      return Promise.all(rows.map(async ({ at, body }) => ({ at, request: await read(body) })));
    },
  };
}

async function read(body: SentRequestRow['body']): Promise<SentRequest> {
  return JSON.parse(new TextDecoder().decode(await through(new DecompressionStream('gzip'), body)));
}

async function through(stream: GenericTransformStream, bytes: Uint8Array): Promise<Uint8Array> {
  const passed = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(passed).arrayBuffer());
}

/** `data:image/jpeg;base64,…` in the place of the image itself. */
function named(key: string, value: unknown): unknown {
  if (key !== 'url' || typeof value !== 'string' || !value.startsWith('data:')) return value;
  const comma = value.indexOf(',');
  return comma < 0 ? value : `${value.slice(0, comma)}, ${Math.round(((value.length - comma) * 3) / 4000)} kB`;
}
