import type { Asked, Handler } from './assistants-server.ts';

/** An Assistants server as they are: written by somebody else, by memory, for one client. */
export type LyingServer = {
  readonly handler: Handler;
  /** Looks at the run so far. */
  looks: number;
  /** Runs made so far. */
  runs: number;
};

export type Lies = {
  /** What the run is at the nth look, from 1; the last one stays. */
  readonly states: readonly Readonly<Record<string, unknown>>[];
  readonly messages?: unknown;
  readonly steps?: unknown;
  /** Answers a request of its own way; null leaves it to the rest. */
  readonly instead?: (asked: Asked, server: LyingServer) => Response | null;
  /** Headers of every look. */
  readonly headers?: Readonly<Record<string, string>>;
};

export const MILLISECONDS = 1_790_000_000_000;

export function notFound(message = 'Not Found'): Response {
  return Response.json({ error: { message } }, { status: 404 });
}

export function said(text: string, more: object = {}): unknown {
  return { id: 'msg_2', object: 'thread.message', role: 'assistant', run_id: 'run_1', content: text, ...more };
}

export function startLying({
  states,
  messages = [said('Here you are.')],
  steps = [],
  instead,
  headers = {},
}: Lies): LyingServer {
  const server: LyingServer = {
    looks: 0,
    runs: 0,
    handler(_request, asked) {
      const own = instead?.(asked, server) ?? null;
      if (own !== null) return own;
      const route = `${asked.method} ${asked.path.replace(/(thread|run)_\d/g, '$1')}`;
      switch (route) {
        case 'POST /assistants':
          return Response.json({ id: 'asst_1', object: 'assistant', model: 'test-model' });
        case 'POST /threads':
          return Response.json({ id: 'thread_1', object: 'thread', created_at: MILLISECONDS });
        case 'POST /threads/thread/runs':
          server.runs += 1;
          return Response.json(run({ status: 'queued' }));
        case 'GET /threads/thread/runs/run':
          server.looks += 1;
          return Response.json(run(states[Math.min(server.looks, states.length) - 1] ?? {}), { headers });
        case 'GET /threads/thread/runs':
          return Response.json({ object: 'list', data: server.runs === 0 ? [] : [run({ status: 'in_progress' })] });
        case 'GET /threads/thread/messages':
          return Response.json({ object: 'list', data: messages });
        case 'GET /threads/thread/runs/run/steps':
          return Response.json({ object: 'list', data: steps });
        case 'POST /threads/thread/runs/run/submit_tool_outputs':
          return Response.json(run({ status: 'queued' }));
        default:
          return notFound();
      }
    },
  };
  return server;
}

/** Timestamps in milliseconds, and nothing that is not needed. */
function run(more: Readonly<Record<string, unknown>>) {
  return { id: 'run_1', object: 'thread.run', created_at: MILLISECONDS, expires_at: MILLISECONDS + 600_000, ...more };
}

export function requiresAction(...calls: readonly unknown[]) {
  const tool_calls = calls;
  return {
    status: 'requires_action',
    required_action: { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls } },
  };
}
