/** What a server's objects say, whatever it leaves out of them or writes otherwise. */

import type { Usage } from '../../assistants/objects.ts';
import { listOf, recordOf, stringOf } from '../json.ts';
import { readUsage } from '../read-usage.ts';

export type RemoteCall = { readonly id: string; readonly name: string; readonly arguments: string };

export type RemoteRun = {
  readonly id: string;
  /** One of the published ones, or anything. */
  readonly status: string;
  /** The functions it waits for. */
  readonly calls: readonly RemoteCall[];
  readonly last_error: { readonly code: string; readonly message: string };
  /** Why it is incomplete; `''` when it is not. */
  readonly incomplete_reason: string;
  readonly usage: Usage | null;
};

/** Null for what is no run. */
export function readRun(value: unknown): RemoteRun | null {
  const run = recordOf(value);
  const id = stringOf(run['id']);
  const status = stringOf(run['status']);
  if (id === '' || status === '' || !/^(thread\.run|run)?$/.test(stringOf(run['object']))) return null;
  const { submit_tool_outputs } = recordOf(run['required_action']);
  const last_error = recordOf(run['last_error']);
  return {
    id,
    status,
    calls: listOf(recordOf(submit_tool_outputs)['tool_calls']).map(readCall),
    last_error: { code: stringOf(last_error['code']), message: stringOf(last_error['message']) },
    incomplete_reason: stringOf(recordOf(run['incomplete_details'])['reason']),
    usage: readUsage(run['usage']),
  };
}

function readCall(value: unknown): RemoteCall {
  const call = recordOf(value);
  const { name, arguments: written } = recordOf(call['function']);
  const isObject = typeof written === 'object' && written !== null;
  return {
    id: stringOf(call['id']),
    name: stringOf(name),
    arguments: isObject ? JSON.stringify(written) : stringOf(written),
  };
}

export type RemoteMessage = {
  readonly id: string;
  readonly text: string;
  readonly is_filtered: boolean;
};

/** An answer's message; null for what is none, such as a user's. */
export function readMessage(value: unknown): RemoteMessage | null {
  const message = recordOf(value);
  if (message['role'] !== 'assistant') return null;
  const { reason } = recordOf(message['incomplete_details']);
  return {
    id: stringOf(message['id']),
    text: readContent(message['content']),
    is_filtered: reason === 'content_filter',
  };
}

/** The words a `thread.message.delta` adds, and to which message. */
export function readMessageDelta(value: unknown): { readonly id: string; readonly text: string } {
  const { id, delta } = recordOf(value);
  return { id: stringOf(id), text: readContent(recordOf(delta)['content']) };
}

/** Parts, one part, or the bare text. Pictures are no words. */
function readContent(content: unknown): string {
  if (Array.isArray(content)) return content.map(readContent).join('');
  const { text, refusal } = recordOf(content);
  return stringOf(content) || stringOf(text) || stringOf(recordOf(text)['value']) || stringOf(refusal);
}

/**
 * The messages of the run from a page that holds the newest first, oldest first. Servers that know no `run_id` have put the
 * answer behind the last question.
 */
export function readAnswer(page: unknown, runId: string): RemoteMessage[] {
  const listed = listOf(recordOf(page)['data'] ?? page).map(recordOf);
  const oldestFirst = isAscending(listed) ? listed : listed.toReversed();
  const ofRun = oldestFirst.filter(({ run_id }) => run_id === runId);
  const lastQuestion = oldestFirst.findLastIndex(({ role }) => role === 'user');
  return (ofRun.length > 0 ? ofRun : oldestFirst.slice(lastQuestion + 1)).flatMap(
    (message) => readMessage(message) ?? [],
  );
}

/** Servers that do not know `order` give the oldest first. Seconds or milliseconds, as the server likes. */
function isAscending(messages: readonly Readonly<Record<string, unknown>>[]): boolean {
  return Number(messages.at(0)?.['created_at']) < Number(messages.at(-1)?.['created_at']);
}

/**
 * The tokens used since the last functions were answered, from a page of the run's steps, newest first. Null where the steps
 * do not tell.
 */
export function readUsageSinceCalls(page: unknown): Usage | null {
  const steps = listOf(recordOf(page)['data'] ?? page).map(recordOf);
  const newestFirst = isAscending(steps) ? steps.toReversed() : steps;
  const calls = newestFirst.findIndex(({ step_details }) => callsFunctions(step_details));
  const usages = newestFirst.slice(0, calls === -1 ? undefined : calls).map(({ usage }) => readUsage(usage));
  return usages.length === 0 ? null : usages.reduce(sum);
}

function callsFunctions(details: unknown): boolean {
  return listOf(recordOf(details)['tool_calls']).some((call) => recordOf(call)['type'] === 'function');
}

function sum(one: Usage | null, other: Usage | null): Usage | null {
  if (one === null || other === null) return null;
  return {
    prompt_tokens: one.prompt_tokens + other.prompt_tokens,
    completion_tokens: one.completion_tokens + other.completion_tokens,
    total_tokens: one.total_tokens + other.total_tokens,
  };
}
