import type { Idle } from '../guard/limits.ts';
import type { Watchdog } from '../guard/watchdog.ts';

/** `signal`: ended by whoever asked, or by the model's silence. */
export type Patience = { readonly idle: Idle; readonly watchdog: Watchdog; readonly signal: AbortSignal };

/** Leaving the loop early ends the stream. */
export async function* chunksOf(stream: ReadableStream<string>): AsyncGenerator<string, void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
