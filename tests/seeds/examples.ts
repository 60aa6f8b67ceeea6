import type OpenAI from 'openai';
import { chat, first, reversed } from './programs/chat.ts';
import { consultation, consultationByEngine } from './programs/consultation.ts';
import { dataAnalyst } from './programs/data-analyst.ts';
import { dataVisualizer } from './programs/data-visualizer.ts';
import { functionCalls } from './programs/function-calls.ts';
import { mathTutor } from './programs/math-tutor.ts';
import { runSteps } from './programs/run-steps.ts';
import { streamingChat } from './programs/streaming-chat.ts';

type Example = (client: OpenAI) => Promise<readonly string[]>;

const INPUTS = ['Hi! Three good things about corn flakes?', '   ', 'Wow! Thanks a lot!', 'exit', 'Never sent'];

/** Examples written for the hosted API. Each is a client's program and gives what it prints; none knows what serves it. */
export const EXAMPLES = {
  'math-tutor': mathTutor,
  chat: (client) => chat(client, INPUTS, first),
  'chat-read-backwards': (client) => chat(client, INPUTS, reversed),
  'streaming-chat': (client) => streamingChat(client, INPUTS),
  'streaming-chat-with-search': async (client) => {
    const store = await client.vectorStores.create({ name: 'breakfast' });
    const file = new File(['Oats are rich in fibre. Corn flakes are not.'], 'oats.txt', { type: 'text/plain' });
    await client.vectorStores.files.uploadAndPoll(store.id, file, { pollIntervalMs: 20 });
    const tool_resources = { file_search: { vector_store_ids: [store.id] } };
    return streamingChat(client, ['What is rich in fibre?', 'quit'], {
      tools: [{ type: 'file_search' }],
      tool_resources,
    });
  },
  'function-calls': (client) => functionCalls(client, 'Who bats better, Adams or Baker?'),
  'data-analyst': dataAnalyst,
  'data-visualizer': dataVisualizer,
  'run-steps': runSteps,
  consultation,
  'consultation-by-engine': consultationByEngine,
} satisfies Record<string, Example>;

export type ExampleName = keyof typeof EXAMPLES;
