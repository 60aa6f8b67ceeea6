import type OpenAI from 'openai';

/** The text of a message's first part. */
export function textOf(message: OpenAI.Beta.Threads.Message | undefined): string {
  const [part] = message?.content ?? [];
  if (part?.type !== 'text') throw new Error('The message does not begin with text.');
  return part.text.value;
}
