import type { ModelRequest, StreamPart } from '../../lib/assistants/ports.ts';
import type { OpenConnection } from '../../lib/models/connection.ts';
import type { Surroundings } from '../../lib/models/surroundings.ts';

/** What every test of a model server starts from. */

export function connectionTo(base_url: string, more: Partial<OpenConnection> = {}): OpenConnection {
  return { base_url, service: 'custom', model: 'test-model', key: 'sk-test-0123456789', ...more };
}

/** Online, permitted, and with limits that a test can wait for. */
export function surroundingsWith(more: Partial<Surroundings> = {}): Surroundings {
  return {
    isPermitted: async () => true,
    isOnline: () => true,
    idle: { first_byte: 4_000, between: 4_000, after_finish: 2_000 },
    ...more,
  };
}

export function modelRequest(more: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: 'test-model',
    messages: [{ role: 'user', content: 'What is this?' }],
    tools: [],
    tool_choice: 'auto',
    parallel_tool_calls: true,
    response_format: 'auto',
    temperature: null,
    top_p: null,
    reasoning_effort: null,
    max_completion_tokens: null,
    task: 'answer',
    question: 'What is this?',
    sources: [],
    ...more,
  };
}

export async function collect(parts: AsyncIterable<StreamPart>): Promise<StreamPart[]> {
  const all: StreamPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

export function textOf(parts: readonly StreamPart[]): string {
  return parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
}

/** The parts that end an answer; there must be exactly one. */
export function endsOf(parts: readonly StreamPart[]): StreamPart[] {
  return parts.filter((part) => part.type === 'finish' || part.type === 'error');
}
