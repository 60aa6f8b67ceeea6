import type OpenAI from 'openai';
import { isPending, pause } from './pending.ts';
import { textOf } from './text-of.ts';

type Calls = OpenAI.Beta.Threads.RequiredActionFunctionToolCall[];

/** A run that is polled by hand and handed the outputs of its functions whenever it waits for them. */
export async function functionCalls(client: OpenAI, question: string): Promise<readonly string[]> {
  const printed: string[] = [];

  async function getToolOutputs(calls: Calls) {
    return calls.map(({ id, function: { name, arguments: written } }) => {
      printed.push(`${name}(${written})`);
      const output = name === 'get_batting_average' ? '0.312' : 'There is no such function.';
      return { tool_call_id: id, output };
    });
  }

  const assistant = await client.beta.assistants.create({
    name: 'Scout',
    instructions: 'You answer questions about baseball players.',
    model: 'gpt-4o',
    tools: [
      {
        type: 'function',
        function: {
          name: 'get_batting_average',
          description: 'The batting average of a player in the current season.',
          parameters: { type: 'object', properties: { player: { type: 'string' } }, required: ['player'] },
        },
      },
    ],
  });
  const thread = await client.beta.threads.create();
  await client.beta.threads.messages.create(thread.id, { role: 'user', content: question });
  let run = await client.beta.threads.runs.create(thread.id, { assistant_id: assistant.id });

  while (isPending(run)) {
    if (run.status === 'requires_action') {
      printed.push('requires action!');
      if (run.required_action?.submit_tool_outputs) {
        const tool_outputs = await getToolOutputs(run.required_action.submit_tool_outputs.tool_calls);
        await client.beta.threads.runs.submitToolOutputs(run.id, { thread_id: thread.id, tool_outputs });
      }
    }
    await pause();
    run = await client.beta.threads.runs.retrieve(run.id, { thread_id: run.thread_id });
  }

  if (run.status === 'completed') {
    const messages = await client.beta.threads.messages.list(run.thread_id);
    printed.push(textOf(messages.data[0]));
  }
  return printed;
}
