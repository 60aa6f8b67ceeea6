import type OpenAI from 'openai';
import { textOf } from './text-of.ts';

/** One assistant uses another as a function: the client runs the expert, in a thread of its own, and hands over its answer. */
export async function consultation(client: OpenAI): Promise<readonly string[]> {
  const printed: string[] = [];
  const expert = await createExpert(client);
  const assistant = await client.beta.assistants.create({
    name: 'Concierge',
    instructions: 'Ask the expert about baseball.',
    model: 'gpt-4o',
    tools: [
      {
        type: 'function',
        function: {
          name: 'ask_expert',
          parameters: { type: 'object', properties: { question: { type: 'string' } }, required: ['question'] },
        },
      },
    ],
  });

  async function askExpert(question: string): Promise<string> {
    const { id } = await client.beta.threads.create({ messages: [{ role: 'user', content: question }] });
    await client.beta.threads.runs.createAndPoll(id, { assistant_id: expert.id });
    const answer = textOf((await client.beta.threads.messages.list(id)).data[0]);
    printed.push(`${question} > ${answer}`);
    return answer;
  }

  const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'What is WAR?' }] });
  let run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
  while (run.status === 'requires_action') {
    const calls = run.required_action?.submit_tool_outputs.tool_calls ?? [];
    const tool_outputs = await Promise.all(
      calls.map(async ({ id, function: { arguments: written } }) => ({
        tool_call_id: id,
        output: await askExpert(String(JSON.parse(written).question)),
      })),
    );
    run = await client.beta.threads.runs.submitToolOutputsAndPoll(run.id, { thread_id: thread.id, tool_outputs });
  }
  printed.push(run.status, textOf((await client.beta.threads.messages.list(thread.id)).data[0]));
  return printed;
}

/** The same without the client's help: the assistant's metadata lists whom it may consult. */
export async function consultationByEngine(client: OpenAI): Promise<readonly string[]> {
  const expert = await createExpert(client);
  const assistant = await client.beta.assistants.create({
    name: 'Concierge',
    instructions: 'Ask the expert about baseball.',
    model: 'gpt-4o',
    metadata: { consults: expert.id },
  });
  const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'What is WAR?' }] });
  const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
  const steps = await client.beta.threads.runs.steps.list(run.id, { thread_id: thread.id, order: 'asc' });
  const calls = steps.data.flatMap(({ step_details }) =>
    step_details.type === 'tool_calls' ? step_details.tool_calls : [],
  );
  return [
    ...calls.map((call) => (call.type === 'function' ? `${call.function.name} > ${call.function.output}` : call.type)),
    run.status,
    textOf((await client.beta.threads.messages.list(thread.id)).data[0]),
  ];
}

function createExpert(client: OpenAI) {
  return client.beta.assistants.create({
    name: 'Baseball expert',
    description: 'Knows sabermetrics.',
    instructions: 'You explain baseball statistics in one sentence.',
    model: 'gpt-4o-mini',
  });
}
