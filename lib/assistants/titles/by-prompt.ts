import type { Metadata } from '../objects.ts';

/** In a run's metadata: the command of the prompt that its question was made of. */
export const PROMPT = 'prompt';

export function isByPrompt(metadata: Metadata): boolean {
  return metadata['task'] === 'summarize' || metadata[PROMPT] !== undefined;
}
