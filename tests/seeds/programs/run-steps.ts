import type OpenAI from 'openai';
import { pause } from './pending.ts';
import { textOf } from './text-of.ts';

/** A run that is retrieved until it has completed, the thread as it is then, and the run's steps. */
export async function runSteps(client: OpenAI): Promise<readonly string[]> {
  const assistant = await client.beta.assistants.create({
    name: 'Math Tutor',
    instructions: 'You are a personal math tutor. Write and run code to answer math questions.',
    tools: [{ type: 'code_interpreter' }],
    model: 'gpt-4-1106-preview',
  });
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, {
    role: 'user',
    content: 'I need to solve the equation `3x + 11 = 14`. Can you help me?',
  });
  const begun = await client.beta.threads.messages.list(thread.id);

  let run = await client.beta.threads.runs.create(thread.id, { assistant_id: assistant.id });
  const printed = [`${begun.data.length} message, run ${run.status}`];
  while (run.status !== 'completed') {
    if (['failed', 'cancelled', 'expired', 'incomplete'].includes(run.status)) return [...printed, run.status];
    await pause();
    run = await client.beta.threads.runs.retrieve(run.id, { thread_id: thread.id });
  }
  const messages = await client.beta.threads.messages.list(thread.id);
  printed.push(textOf(messages.data[0]));

  const steps = await client.beta.threads.runs.steps.list(run.id, { thread_id: thread.id });
  for (const { type, status, step_details } of steps.data) {
    const made = step_details.type === 'message_creation' ? step_details.message_creation.message_id : '';
    printed.push(`${type} ${status}, made the answer: ${made === messages.data[0]?.id}`);
  }
  return printed;
}
