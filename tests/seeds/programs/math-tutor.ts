import type OpenAI from 'openai';
import { textOf } from './text-of.ts';

/** An assistant, a thread, a question, and a run whose own instructions take the place of the assistant's. */
export async function mathTutor(client: OpenAI): Promise<readonly string[]> {
  const assistant = await client.beta.assistants.create({
    name: 'Math Tutor',
    instructions: 'You are a personal math tutor. Write and run code to answer math questions.',
    tools: [{ type: 'code_interpreter' }],
    model: 'gpt-4o',
  });
  const thread = await client.beta.threads.create();
  const message = await client.beta.threads.messages.create(thread.id, {
    role: 'user',
    content: 'I need to solve the equation `3x + 11 = 14`. Can you help me?',
  });
  const run = await client.beta.threads.runs.createAndPoll(thread.id, {
    assistant_id: assistant.id,
    instructions: 'Please address the user as Jane Doe. The user has a premium account.',
  });
  const messages = await client.beta.threads.messages.list(thread.id);
  return [
    `${assistant.name}: ${assistant.tools.map(({ type }) => type).join(', ')}`,
    `asked > ${textOf(message)}`,
    run.status,
    ...messages.data.map((one) => `${one.role} > ${textOf(one)}`),
  ];
}
