import type { Usage } from '../assistants/objects.ts';
import { recordOf } from './json.ts';

/** Token counts under the names that Chat Completions and Assistants share; null where they are not whole. */
export function readUsage(value: unknown): Usage | null {
  const { prompt_tokens, completion_tokens, total_tokens } = recordOf(value);
  if (typeof prompt_tokens !== 'number' || typeof completion_tokens !== 'number') return null;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: typeof total_tokens === 'number' ? total_tokens : prompt_tokens + completion_tokens,
  };
}
