import { DEFAULT_ASSISTANT } from '../../lib/assistants/default-assistant.ts';
import type { Message, Run, RunStep, Thread } from '../../lib/assistants/objects.ts';
import type { Database } from '../../lib/store/database.ts';

/** Unix seconds at which every made-up thread begins. */
const BEGINNING = Date.UTC(2026, 0, 1) / 1000;
const USAGE = { prompt_tokens: 900, completion_tokens: 80, total_tokens: 980 };
/** Thirty of them, so that each comes twice in a text of sixty. */
const WORDS = (
  'the aqueduct carried water over sixty kilometres of hills while masons kept every arch level with a long wooden ' +
  'trough and the city paid for lead pipes fountains baths gardens'
).split(' ');

/** Some eighty tokens. No two texts are alike, and all cost the same. */
export function someWords(seed: number): string {
  const words = Array.from({ length: 2 * WORDS.length }, (_, place) => WORDS[(place * 7 + seed) % WORDS.length]);
  return `${String(seed).padStart(5, '0')}: ${words.join(' ')}.`;
}

/**
 * Writes a thread of questions and answers straight to the database, as so many requests would have left it: each answer with
 * its run and its step. `textOf`: what a message says, by its number.
 */
export async function fillThread(db: Database, id: string, length: number, textOf = someWords): Promise<void> {
  const rows = threadRows(id, length, textOf);
  await db.transaction('rw', [db.threads, db.messages, db.runs, db.run_steps], async () => {
    await db.threads.bulkAdd(rows.threads);
    await db.messages.bulkAdd(rows.messages);
    await db.runs.bulkAdd(rows.runs);
    await db.run_steps.bulkAdd(rows.run_steps);
  });
}

/** By table. */
export function threadRows(id: string, length: number, textOf = someWords) {
  const numbers = Array.from({ length }, (_, number) => number);
  const answers = numbers.filter(isAnswer);
  return {
    threads: [thread(id)],
    messages: numbers.map((number) => message(id, number, textOf(number))),
    runs: answers.map((number) => run(id, number)),
    run_steps: answers.map((number) => runStep(id, number)),
  };
}

const isAnswer = (number: number) => number % 2 === 1;

const messageId = (threadId: string, number: number) => `msg_${threadId}_${number}`;
const runId = (threadId: string, number: number) => `run_${threadId}_${number}`;

function thread(id: string): Thread {
  return {
    id,
    object: 'thread',
    created_at: BEGINNING,
    metadata: {},
    tool_resources: null,
    local: { order: 1, site: null, active_at: BEGINNING * 1000, pages: [] },
  };
}

function message(threadId: string, number: number, text: string): Message {
  const at = BEGINNING + number;
  return {
    id: messageId(threadId, number),
    object: 'thread.message',
    created_at: at,
    thread_id: threadId,
    status: 'completed',
    incomplete_details: null,
    completed_at: at,
    incomplete_at: null,
    role: isAnswer(number) ? 'assistant' : 'user',
    content: [{ type: 'text', text: { value: text, annotations: [] } }],
    assistant_id: isAnswer(number) ? DEFAULT_ASSISTANT : null,
    run_id: isAnswer(number) ? runId(threadId, number) : null,
    attachments: [],
    metadata: {},
    local: { order: number + 1 },
  };
}

function run(threadId: string, number: number): Run {
  const at = BEGINNING + number;
  return {
    id: runId(threadId, number),
    object: 'thread.run',
    created_at: at,
    thread_id: threadId,
    assistant_id: DEFAULT_ASSISTANT,
    status: 'completed',
    required_action: null,
    last_error: null,
    expires_at: null,
    started_at: at,
    cancelled_at: null,
    failed_at: null,
    completed_at: at,
    incomplete_details: null,
    model: 'scripted',
    instructions: '',
    tools: [],
    metadata: {},
    usage: USAGE,
    temperature: null,
    top_p: null,
    max_prompt_tokens: null,
    max_completion_tokens: null,
    truncation_strategy: { type: 'auto' },
    tool_choice: 'auto',
    parallel_tool_calls: true,
    response_format: 'auto',
    reasoning_effort: null,
    local: { order: number + 1, connection_id: 'scripted', used: USAGE },
  };
}

function runStep(threadId: string, number: number): RunStep {
  const at = BEGINNING + number;
  return {
    id: `step_${threadId}_${number}`,
    object: 'thread.run.step',
    created_at: at,
    assistant_id: DEFAULT_ASSISTANT,
    thread_id: threadId,
    run_id: runId(threadId, number),
    type: 'message_creation',
    status: 'completed',
    step_details: { type: 'message_creation', message_creation: { message_id: messageId(threadId, number) } },
    last_error: null,
    expired_at: null,
    cancelled_at: null,
    failed_at: null,
    completed_at: at,
    metadata: {},
    usage: USAGE,
    local: { order: number + 1 },
  };
}
