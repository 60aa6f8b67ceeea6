import type OpenAI from 'openai';
import { isPending, pause } from './pending.ts';
import { textOf } from './text-of.ts';

const PLAYERS = 'player,WAR\nAdams,5.1\nBaker,2.4\nCole,0.3\n';

/** An assistant that has a file of its own for the code interpreter. */
export async function dataVisualizer(client: OpenAI): Promise<readonly string[]> {
  const file = await client.files.create({
    file: new File([PLAYERS], 'baseball-data.csv', { type: 'text/csv' }),
    purpose: 'assistants',
  });
  const assistant = await client.beta.assistants.create({
    name: 'Data visualizer',
    description: 'You are great at creating beautiful sabermetric visualizations.',
    model: 'gpt-4o',
    tools: [{ type: 'code_interpreter' }],
    tool_resources: { code_interpreter: { file_ids: [file.id] } },
  });
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, {
    role: 'user',
    content: 'Visualize the distribution of WAR across players in the data set.',
  });
  let run = await client.beta.threads.runs.create(thread.id, { assistant_id: assistant.id });
  while (isPending(run)) {
    await pause();
    run = await client.beta.threads.runs.retrieve(run.id, { thread_id: thread.id });
  }
  const kept = await client.beta.assistants.retrieve(assistant.id);
  const messages = await client.beta.threads.messages.list(thread.id);
  return [
    `${kept.description}`,
    `has its file: ${kept.tool_resources?.code_interpreter?.file_ids?.includes(file.id)}`,
    run.status,
    textOf(messages.data[0]),
  ];
}
