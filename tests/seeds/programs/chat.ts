import type OpenAI from 'openai';
import { textOf } from './text-of.ts';

type Messages = OpenAI.Beta.Threads.Messages.MessagesPage;

/** Finds the thread's oldest answer, since lists come newest first. */
export function reversed({ data }: Messages): string | undefined {
  for (const message of data.toReversed()) if (message.role === 'assistant') return textOf(message);
  return undefined;
}

export function first({ data }: Messages): string | undefined {
  return data[0]?.role === 'assistant' ? textOf(data[0]) : undefined;
}

/** A chat that shows each answer when it is whole. `inputs` are what the user types, `read` finds the answer in the thread's list. */
export async function chat(
  client: OpenAI,
  inputs: readonly string[],
  read: (messages: Messages) => string | undefined,
): Promise<readonly string[]> {
  const printed: string[] = [];
  const { id: assistant_id } = await client.beta.assistants.create({
    instructions: 'You are a helpful assistant.',
    name: 'AI Assistant',
    model: 'gpt-4o',
  });
  const { id: thread_id } = await client.beta.threads.create();

  async function sendMessage(user_message: string): Promise<void> {
    if (user_message.trim() === '') {
      printed.push('Message cannot be empty!');
      return;
    }
    await client.beta.threads.messages.create(thread_id, { role: 'user', content: user_message });
    const run = await client.beta.threads.runs.createAndPoll(thread_id, {
      assistant_id,
      instructions: 'Keep responses concise and clear.',
    });
    if (run.status === 'completed') {
      const answer = read(await client.beta.threads.messages.list(thread_id));
      if (answer !== undefined) {
        printed.push(`Assistant > ${answer}`);
        return;
      }
    }
    printed.push('Error: Failed to get a response from the Assistant.');
  }

  for (const input of inputs) {
    if (['exit', 'quit'].includes(input.toLowerCase())) {
      printed.push('Chat session ended. See you next time!');
      break;
    }
    await sendMessage(input);
  }
  return printed;
}
