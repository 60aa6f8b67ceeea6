import { expect } from 'vitest';
import { answer, type Script } from '../support/model-server/index.ts';
import type { RecordedRequest } from '../support/model-server/server.ts';
import { calls, wordsAndCalls } from './calls.ts';
import type { ExampleName } from './examples.ts';

/** What one request asked the model. */
type Asked = {
  readonly model: string;
  readonly system: string;
  /** The newest message. */
  readonly last: unknown;
  /** Names of the functions on offer. */
  readonly tools: readonly string[];
};

type Case = {
  /** What the example shows when it works, as the name of its test. */
  readonly shows: string;
  /** What the model says, request by request. */
  readonly says: readonly Script[];
  readonly asked: readonly Partial<Asked>[];
  readonly prints: readonly unknown[];
};

const CONCISE = 'Keep responses concise and clear.';
const FLAKES = ['They ', 'are ', 'quick, ', 'light ', 'and cheap.'];
const WELCOME = "You're welcome!";
const WAR = 'Wins above replacement.';

const CASES: Record<ExampleName, Case> = {
  'math-tutor': {
    shows: 'a tutor whose run brings instructions of its own',
    says: [answer('Of course, Jane Doe: x = 1.')],
    asked: [
      {
        model: 'gpt-4o',
        system: 'Please address the user as Jane Doe. The user has a premium account.',
        last: { role: 'user', content: 'I need to solve the equation `3x + 11 = 14`. Can you help me?' },
        tools: [],
      },
    ],
    prints: [
      'Math Tutor: code_interpreter',
      'asked > I need to solve the equation `3x + 11 = 14`. Can you help me?',
      'completed',
      'assistant > Of course, Jane Doe: x = 1.',
      'user > I need to solve the equation `3x + 11 = 14`. Can you help me?',
    ],
  },
  chat: {
    shows: 'a chat that warns of an empty message, remembers what was said and ends at exit',
    says: [answer(FLAKES), answer(WELCOME)],
    asked: [
      { model: 'gpt-4o', system: CONCISE, last: { role: 'user', content: 'Hi! Three good things about corn flakes?' } },
      { model: 'gpt-4o', system: CONCISE, last: { role: 'user', content: 'Wow! Thanks a lot!' } },
    ],
    prints: [
      `Assistant > ${FLAKES.join('')}`,
      'Message cannot be empty!',
      `Assistant > ${WELCOME}`,
      'Chat session ended. See you next time!',
    ],
  },
  'chat-read-backwards': {
    shows: 'a chat that reads the list backwards and so finds the oldest answer: lists come newest first',
    says: [answer(FLAKES), answer(WELCOME)],
    asked: [{}, {}],
    prints: [
      `Assistant > ${FLAKES.join('')}`,
      'Message cannot be empty!',
      `Assistant > ${FLAKES.join('')}`,
      'Chat session ended. See you next time!',
    ],
  },
  'streaming-chat': {
    shows: 'a chat that prints each piece of an answer as it comes',
    says: [answer(FLAKES, { every: 10 }), answer([WELCOME])],
    asked: [
      { system: CONCISE, last: { role: 'user', content: 'Hi! Three good things about corn flakes?' } },
      { system: CONCISE, last: { role: 'user', content: 'Wow! Thanks a lot!' } },
    ],
    prints: [
      'Assistant >',
      ...FLAKES,
      'Message cannot be empty!',
      'Assistant >',
      WELCOME,
      'Chat session ended. See you next time!',
    ],
  },
  'streaming-chat-with-search': {
    shows: 'a chat that says which tool the assistant uses before it answers',
    says: [calls({ name: 'file_search', arguments: { queries: ['fibre'] } }), answer(FLAKES)],
    asked: [
      { tools: ['file_search'] },
      { last: { role: 'tool', tool_call_id: 'call_file_search_0', content: expect.stringContaining('rich in fibre') } },
    ],
    prints: ['Assistant > file_search', 'Assistant >', ...FLAKES, 'Chat session ended. See you next time!'],
  },
  'function-calls': {
    shows: 'a run that is polled by hand and waits for the outputs of two functions at once',
    says: [
      calls(
        { name: 'get_batting_average', arguments: { player: 'Adams' } },
        { name: 'get_batting_average', arguments: { player: 'Baker' } },
      ),
      answer('They are level.'),
    ],
    asked: [
      { tools: ['get_batting_average'], last: { role: 'user', content: 'Who bats better, Adams or Baker?' } },
      { last: { role: 'tool', tool_call_id: 'call_get_batting_average_1', content: '0.312' } },
    ],
    prints: [
      'requires action!',
      'get_batting_average({"player":"Adams"})',
      'get_batting_average({"player":"Baker"})',
      'They are level.',
    ],
  },
  'data-analyst': {
    shows:
      'an analyst that says what it does, finds what it needs in an uploaded file, and answers in a second message',
    says: [
      wordsAndCalls(['Let me ', 'look.'], [{ name: 'file_search', arguments: { queries: ['sales in March'] } }]),
      answer('Sales were best in March.'),
    ],
    asked: [
      {
        model: 'gpt-4-turbo',
        system: 'You are a data analyst. Analyze data and create visualizations.',
        last: { role: 'user', content: 'Analyze this sales data' },
        tools: ['file_search'],
      },
      {
        last: {
          role: 'tool',
          tool_call_id: 'call_file_search_0',
          content: expect.stringContaining('March,north,1830'),
        },
      },
    ],
    prints: [
      'sales_data.csv, 74 bytes',
      'attached to the message: true, kept for the thread: true',
      'knowledge_base: 1 file',
      'completed',
      'Sales were best in March.',
      'Let me look.',
    ],
  },
  'data-visualizer': {
    shows: 'an assistant that keeps a file for the code interpreter',
    says: [answer('Most players are below 3.')],
    asked: [{ model: 'gpt-4o', system: '', tools: [] }],
    prints: [
      'You are great at creating beautiful sabermetric visualizations.',
      'has its file: true',
      'completed',
      'Most players are below 3.',
    ],
  },
  'run-steps': {
    shows: 'a run that is retrieved until it has completed, and its step that made the answer',
    says: [answer('x = 1.')],
    asked: [
      {
        model: 'gpt-4-1106-preview',
        system: 'You are a personal math tutor. Write and run code to answer math questions.',
      },
    ],
    prints: ['1 message, run queued', 'x = 1.', 'message_creation completed, made the answer: true'],
  },
  consultation: {
    shows: 'an assistant whose client asks another assistant for it',
    says: [calls({ name: 'ask_expert', arguments: { question: 'Define WAR.' } }), answer(WAR), answer(`It is: ${WAR}`)],
    asked: [
      { model: 'gpt-4o', tools: ['ask_expert'], last: { role: 'user', content: 'What is WAR?' } },
      {
        model: 'gpt-4o-mini',
        system: 'You explain baseball statistics in one sentence.',
        last: { role: 'user', content: 'Define WAR.' },
        tools: [],
      },
      { model: 'gpt-4o', last: { role: 'tool', tool_call_id: 'call_ask_expert_0', content: WAR } },
    ],
    prints: [`Define WAR. > ${WAR}`, 'completed', `It is: ${WAR}`],
  },
  'consultation-by-engine': {
    shows: 'an assistant that consults another by itself',
    says: [
      calls({ name: 'consult_assistant', arguments: { assistant: 'Baseball expert', question: 'Define WAR.' } }),
      answer(WAR),
      answer(`It is: ${WAR}`),
    ],
    asked: [
      { model: 'gpt-4o', tools: ['consult_assistant'], last: { role: 'user', content: 'What is WAR?' } },
      {
        model: 'gpt-4o-mini',
        system: 'You explain baseball statistics in one sentence.',
        last: { role: 'user', content: 'Define WAR.' },
      },
      { model: 'gpt-4o', last: { role: 'tool', tool_call_id: 'call_consult_assistant_0', content: WAR } },
    ],
    prints: [`consult_assistant > ${WAR}`, 'completed', `It is: ${WAR}`],
  },
};

/** The cases as rows of a table of tests. */
export const ROWS = Object.entries(CASES).map(([name, one]) => ({ ...one, name: name as ExampleName }));

type Body = {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
};

/** What the model server was asked, in order. */
export function askedIn(requests: readonly RecordedRequest[]): Asked[] {
  return requests.map(({ body }) => {
    const { model, messages, tools = [] } = body as Body;
    const system = messages.find(({ role }) => role === 'system')?.content;
    return {
      model,
      system: typeof system === 'string' ? system : '',
      last: messages.at(-1),
      tools: tools.map((tool) => tool.function.name),
    };
  });
}
