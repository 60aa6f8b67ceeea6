import type { LanguageModelSession } from './interface.ts';

/** What the smallest published models read; for a model that is not there to be asked, or does not say. */
export const USUAL_WINDOW = 4_096;

/** Some browsers say that only memory limits the window. */
const LARGEST_WINDOW = 32_768;

/** Tokens the model reads at most, prompt and answer together. */
export function windowOf({ contextWindow, inputQuota }: LanguageModelSession): number {
  const told = contextWindow ?? inputQuota ?? USUAL_WINDOW;
  return Number.isNaN(told) || told <= 0 ? USUAL_WINDOW : Math.min(told, LARGEST_WINDOW);
}

/** Tokens the session holds already. */
export function usageOf({ contextUsage, inputUsage }: LanguageModelSession): number {
  return contextUsage ?? inputUsage ?? 0;
}

/** Tokens of a text in the session's count; null where the browser does not count. */
export async function measure(
  session: LanguageModelSession,
  text: string,
  signal: AbortSignal,
): Promise<number | null> {
  if (session.measureContextUsage !== undefined) return session.measureContextUsage(text, { signal });
  if (session.measureInputUsage !== undefined) return session.measureInputUsage(text, { signal });
  return null;
}
