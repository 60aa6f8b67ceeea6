import type { ModelMessage, SentRequest } from '../../assistants/ports.ts';
import { estimate, tokensOf } from '../../assistants/prompt/count-tokens.ts';
import type { PanelReads } from '../ports.ts';
import type { SentMessage, SentView } from './run-model.ts';

/** What a run's models were asked, oldest first. */
export async function loadSent(
  { sentRequests }: Pick<PanelReads, 'sentRequests'>,
  runId: string,
): Promise<readonly SentView[]> {
  return (await sentRequests(runId)).map(({ at, request }) => sentView(at, request));
}

function sentView(at: number, { model, messages, ...settings }: SentRequest): SentView {
  const told = Object.entries(settings).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return {
    at,
    model,
    messages: messages.map(sentMessage),
    settings: JSON.stringify(Object.fromEntries(told), null, 2),
    tokens: tokensOf(messages, estimate),
  };
}

function sentMessage(message: ModelMessage): SentMessage {
  const { role, content } = message;
  const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
  return {
    role,
    text: content,
    calls:
      calls.length === 0
        ? ''
        : JSON.stringify(
            calls.map((call) => call.function),
            null,
            2,
          ),
    images: message.role === 'user' ? (message.images ?? []).map(({ url }) => url) : [],
    tokens: tokensOf([message], estimate),
  };
}
