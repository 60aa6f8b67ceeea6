import type OpenAI from 'openai';
import { textOf } from './text-of.ts';

const SALES = 'month,region,sales\nJanuary,north,1200\nFebruary,north,950\nMarch,north,1830\n';

/** A file for the code interpreter beside the question, and the same file in a vector store that the assistant searches. */
export async function dataAnalyst(client: OpenAI): Promise<readonly string[]> {
  const assistant = await client.beta.assistants.create({
    name: 'Data Analyst',
    instructions: 'You are a data analyst. Analyze data and create visualizations.',
    model: 'gpt-4-turbo',
    tools: [{ type: 'code_interpreter' }, { type: 'file_search' }],
  });
  const thread = await client.beta.threads.create();
  const file = await client.files.create({
    file: new File([SALES], 'sales_data.csv', { type: 'text/csv' }),
    purpose: 'assistants',
  });
  const message = await client.beta.threads.messages.create(thread.id, {
    role: 'user',
    content: 'Analyze this sales data',
    attachments: [{ file_id: file.id, tools: [{ type: 'code_interpreter' }] }],
  });
  const store = await client.vectorStores.create({ name: 'knowledge_base' });
  await client.vectorStores.files.create(store.id, { file_id: file.id });
  await client.vectorStores.files.poll(store.id, file.id, { pollIntervalMs: 20 });
  await client.beta.assistants.update(assistant.id, {
    tool_resources: { file_search: { vector_store_ids: [store.id] } },
  });
  const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });

  const attached = message.attachments?.some(({ file_id }) => file_id === file.id);
  const { tool_resources } = await client.beta.threads.retrieve(thread.id);
  const kept = tool_resources?.code_interpreter?.file_ids?.includes(file.id);
  const printed = [
    `${file.filename}, ${file.bytes} bytes`,
    `attached to the message: ${attached}, kept for the thread: ${kept}`,
    `${store.name}: ${(await client.vectorStores.retrieve(store.id)).file_counts.completed} file`,
    run.status,
  ];
  if (run.status === 'completed') {
    const messages = await client.beta.threads.messages.list(thread.id);
    for (const one of messages.data) if (one.role === 'assistant') printed.push(textOf(one));
  }
  return printed;
}
