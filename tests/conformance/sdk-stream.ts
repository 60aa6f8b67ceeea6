import { AssistantStream } from 'openai/lib/AssistantStream';
import type { StreamEvent } from './stream-order.ts';

/**
 * What the official SDK's own reader of run streams has against a stream, as its message; null when it reads it to the end.
 * It sees less than stream-order.ts: version 6 minds a missing creation and a missing end, not doubles and latecomers.
 */
export async function sdkRefusal(events: readonly StreamEvent[]): Promise<string | null> {
  const lines = events.filter(({ event }) => event !== 'done').map((event) => `${JSON.stringify(event)}\n`);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const line of lines) controller.enqueue(new TextEncoder().encode(line));
      controller.close();
    },
  });
  try {
    const stream = AssistantStream.fromReadableStream(body);
    await stream.done();
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}
