import { type AppError, AppFailure, toAppError } from '../errors.ts';
import { APIConnectionError, APIError } from './client.ts';
import type { OpenConnection } from './connection.ts';
import { refusalError } from './failures/refusal-error.ts';
import { isLoopback } from './local-host.ts';
import { refusalInside, ServerRefusal } from './server-refusal.ts';
import type { Surroundings } from './surroundings.ts';

export type FailureContext = Pick<Surroundings, 'isPermitted' | 'isOnline' | 'now'> & {
  readonly connection: OpenConnection;
  /** Whether a part of the answer had come before the failure. */
  readonly started: boolean;
  /** What was asked of the server, as its path below the base URL. Default: `chat/completions`. */
  readonly operation?: string;
};

/** The only place that turns what talking to a server threw into an {@link AppError}. */
export async function mapOpenAIError(thrown: unknown, context: FailureContext): Promise<AppError> {
  const { connection } = context;
  const now = (context.now ?? Date.now)();
  const own = ownFailure(thrown);
  if (own instanceof AppFailure) return own.error;
  if (own instanceof ServerRefusal) return refusalError(own, connection, now);
  if (thrown instanceof APIConnectionError) return networkError(context);
  // The package's own error for an `error` inside a stream that began with 200; other statuses never reach it.
  if (thrown instanceof APIError) {
    const refusal = refusalInside(
      { error: thrown.error },
      `${connection.base_url}/${context.operation ?? 'chat/completions'}`,
    );
    return refusalError(refusal, connection, now);
  }
  // An event that is no JSON.
  if (thrown instanceof SyntaxError)
    return context.started ? { kind: 'cut-off' } : { kind: 'not-an-api', host: new URL(connection.base_url).host };
  // No header can hold such a key: no server was asked, and none would take it.
  if (/[^ -\u00ff]/.test(connection.key ?? '')) return { kind: 'key-refused', host: new URL(connection.base_url).host };
  return toAppError(thrown);
}

/** What the guarded fetch threw, taken out of what the openai package wraps around it. */
export function ownFailure(thrown: unknown): AppFailure | ServerRefusal | null {
  if (thrown instanceof AppFailure || thrown instanceof ServerRefusal) return thrown;
  return thrown instanceof Error && thrown.cause !== undefined ? ownFailure(thrown.cause) : null;
}

/** The browser says no more than that no answer came: no network, no permission, no server and a bad certificate look alike. */
async function networkError(context: FailureContext): Promise<AppError> {
  const { origin, host, hostname } = new URL(context.connection.base_url);
  if (!context.isOnline() && !isLoopback(hostname)) return { kind: 'offline' };
  return { kind: 'unreachable', host, permitted: await context.isPermitted(origin) };
}
