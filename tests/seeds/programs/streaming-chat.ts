import type OpenAI from 'openai';

/** What the assistant has besides its name, model and instructions. */
type Extras = Pick<OpenAI.Beta.AssistantCreateParams, 'tools' | 'tool_resources'>;

/** A chat that shows answers while they are written: one entry for each piece that appears on the screen. */
export async function streamingChat(
  client: OpenAI,
  inputs: readonly string[],
  extras: Extras = {},
): Promise<readonly string[]> {
  const printed: string[] = [];
  const assistant = await client.beta.assistants.create({
    instructions: 'You are a helpful assistant.',
    name: 'AI Assistant',
    model: 'gpt-4o',
    ...extras,
  });
  const thread = await client.beta.threads.create();

  async function sendMessage(user_message: string): Promise<void> {
    if (user_message.trim() === '') {
      printed.push('Message cannot be empty!');
      return;
    }
    await client.beta.threads.messages.create(thread.id, { role: 'user', content: user_message });
    const stream = client.beta.threads.runs
      .stream(thread.id, { assistant_id: assistant.id, instructions: 'Keep responses concise and clear.' })
      .on('textCreated', () => printed.push('Assistant >'))
      .on('textDelta', (delta) => printed.push(delta.value ?? ''))
      .on('toolCallCreated', (toolCall) => printed.push(`Assistant > ${toolCall.type}`))
      .on('toolCallDelta', (delta) => {
        if (delta.type !== 'code_interpreter') return;
        if (delta.code_interpreter?.input) printed.push(delta.code_interpreter.input);
        for (const output of delta.code_interpreter?.outputs ?? [])
          if (output.type === 'logs') printed.push(`output > ${output.logs}`);
      });
    await stream.done();
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
