import type { StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';
import { recordOf } from '../json.ts';
import { createEventOrder } from './event-order.ts';
import type { EventReader } from './event-reader.ts';
import { goOn, type Wait } from './go-on.ts';
import { leave } from './leave.ts';
import type { Requests } from './requests.ts';
import type { ResponsesBody } from './wire.ts';

/** How long a stopped answer that the server has not begun with is listened to, so that it can be cancelled. Milliseconds. */
const LISTENS_ON = 15_000;

export type Hearing = {
  readonly reader: EventReader;
  readonly requests: Requests;
  /** What asks the question; null when an earlier worker has asked it. */
  readonly body: ResponsesBody | null;
  readonly signal: AbortSignal;
  readonly wait: Wait;
  readonly now: () => number;
  readonly failure: (thrown: unknown) => Promise<AppError>;
};

/** An answer that lives in its one request. */
export async function* hearDirectly(
  { reader, requests, signal }: Hearing,
  body: ResponsesBody,
): AsyncGenerator<StreamPart> {
  const source = requests.create(body, signal);
  const order = createEventOrder(null);
  for await (const event of source.events) {
    if (signal.aborted) return;
    for (const next of order.push(event)) yield* reader.read(next);
    if (reader.finished) break;
  }
  // The openai package ends its loop without a word when the request is aborted.
  if (signal.aborted) return;
  for (const next of order.flush()) yield* reader.read(next);
  yield* reader.end({ saw_done: source.sawDone() });
}

/** An answer that goes on at its server. Whoever stops listening before its end does not want it, so it is ended there, too. */
export async function* hearRemote({ body, ...parts }: Hearing): AsyncGenerator<StreamPart> {
  const { reader, requests, signal, wait } = parts;
  const line = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (reader.begun) return line.abort();
    timer = setTimeout(() => line.abort(), LISTENS_ON);
    // Taken up in the middle, an answer may be thought about in silence.
    if (body === null) ifBegun(requests, reader.id, () => line.abort());
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    const first = body === null ? null : requests.create(body, line.signal);
    yield* goOn({ ...parts, first, line: line.signal });
    const isOver = reader.finished || reader.id === '';
    if (isOver && !signal.aborted) yield* reader.end({ saw_done: first?.sawDone() ?? false });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    if (!reader.finished && reader.id !== '') await leave(reader.id, { begun: reader.begun, requests, wait });
    line.abort();
  }
}

async function ifBegun(requests: Requests, id: string, then: () => void): Promise<void> {
  const polled = await requests.poll(id).catch(() => null); // Whoever listens hears of it, too, only later.
  if (polled !== null && recordOf(polled.response)['status'] !== 'queued') then();
}
