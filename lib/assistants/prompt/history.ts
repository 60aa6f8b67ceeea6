import { stripMarkers } from '../../notation/markers.ts';
import type { Message, Run } from '../objects.ts';
import type { ModelMessage, Store } from '../ports.ts';
import { stripFoundMarkers } from '../tools/found-files.ts';
import { type CountTokens, MESSAGE_OVERHEAD, tokensOf } from './count-tokens.ts';
import { earlierImages } from './earlier-images.ts';
import { imagesOf } from './message-images.ts';
import { textOf } from './message-text.ts';
import { roundsOf } from './rounds.ts';

/** The thread's beginning gets at most this share of the budget when its middle has to be left out. */
const BEGINNING_SHARE = 0.2;

export type HistoryParts = {
  readonly run: Run;
  /** The newest message of the user, in whatever budget. */
  readonly question: Message | undefined;
  /** Tokens for everything but the question. */
  readonly budget: number;
  readonly count: CountTokens;
  /** Whether the request offers tools: servers refuse calls where none are given. */
  readonly hasTools: boolean;
};

/** What is kept or left out together: a message, or all that one run said and called. */
type Turn = {
  readonly id: string;
  readonly run_id: string | null;
  readonly messages: readonly ModelMessage[];
  readonly tokens: number;
};

/**
 * The thread's messages that fit, oldest first, by the run's `truncation_strategy`: `auto` leaves out the middle, and
 * `last_messages` all but the newest. The cost grows with the budget and not with the thread.
 */
export async function collectHistory(store: Store, parts: HistoryParts): Promise<ModelMessage[]> {
  const { truncation_strategy: strategy } = parts.run;
  const most = strategy.type === 'last_messages' ? strategy.last_messages : Number.POSITIVE_INFINITY;
  const end = await collectEnd(store, parts, most);
  if (end.whole) return messagesOf(end.turns.toReversed());
  const beginning = strategy.type === 'auto' ? await collectBeginning(store, parts, end.turns) : [];
  const kept = trim(end.turns, parts.budget - sum(beginning));
  return messagesOf([...beginning, ...kept.toReversed()]);
}

/** Newest first, the question in any case. `whole`: nothing that may be sent is missing. */
async function collectEnd(store: Store, parts: HistoryParts, most: number) {
  const { run, question } = parts;
  const shown = earlierImages(store, run.thread_id);
  const turns: Turn[] = [];
  const seen = new Set<string>();
  let left = parts.budget;
  let messages = 0;
  for await (const message of store.messages.newestFirst(run.thread_id)) {
    if (messages >= most || left < 0) break;
    const id = turnId(message, parts);
    if (message.run_id === run.id) continue;
    messages += 1;
    if (seen.has(id)) continue;
    seen.add(id);
    const again = await shown(message);
    const turn = message.id === question?.id ? await questionTurn(store, message) : await turnOf(store, again, parts);
    left -= turn.tokens;
    if (left >= 0) turns.push(turn);
  }
  const whole = left >= 0;
  // Words of an assistant were added behind it, more than there is room for.
  if (question !== undefined && turns.every(({ id }) => id !== question.id))
    turns.push(await questionTurn(store, question));
  return { turns, whole };
}

/** Oldest first. */
async function collectBeginning(store: Store, parts: HistoryParts, end: readonly Turn[]): Promise<Turn[]> {
  const known = new Set(end.map(({ id }) => id));
  const shown = earlierImages(store, parts.run.thread_id, 0);
  const turns: Turn[] = [];
  let left = parts.budget * BEGINNING_SHARE;
  for await (const message of store.messages.oldestFirst(parts.run.thread_id)) {
    const id = turnId(message, parts);
    if (known.has(id)) break;
    if (turns.at(-1)?.id === id) continue;
    const turn = await turnOf(store, await shown(message), parts);
    left -= turn.tokens;
    if (left < 0) break;
    turns.push(turn);
  }
  return turns;
}

/** Its room is set aside before anything else's. */
async function questionTurn(store: Store, question: Message): Promise<Turn> {
  return { id: question.id, run_id: null, messages: await saying(store, question), tokens: 0 };
}

/** The newest of `turns`, which are newest first, that fit. The question costs nothing here and is always among them. */
function trim(turns: readonly Turn[], budget: number): Turn[] {
  let left = budget;
  return turns.filter(({ tokens }) => {
    left -= tokens;
    return tokens === 0 || left >= 0;
  });
}

/**
 * An answer comes with the calls its run made and their results, provided that the request offers tools at all. Citation markers are left out: their numbers counted through what that run had read.
 * A message that says nothing is not sent, but has to be paid for: a thread of such messages is not read to its end.
 */
async function turnOf(store: Store, message: Message, parts: HistoryParts): Promise<Turn> {
  const { count } = parts;
  const id = turnId(message, parts);
  const said = id === message.id ? await saying(store, message) : (await roundsOf(store, id, message)).flat();
  const messages = said.map(withoutMarkers);
  return { id, run_id: message.run_id, messages, tokens: Math.max(MESSAGE_OVERHEAD, tokensOf(messages, count)) };
}

function turnId(message: Message, { hasTools }: Pick<HistoryParts, 'hasTools'>): string {
  return hasTools && message.run_id !== null ? message.run_id : message.id;
}

/** Only what a user shows is sent: servers take no images in a model's own words. */
export async function saying(store: Store, message: Message): Promise<ModelMessage[]> {
  const content = textOf(message);
  if (message.role === 'assistant') return content === '' ? [] : [{ role: 'assistant', content }];
  const images = await imagesOf(store, message);
  if (images.length > 0) return [{ role: 'user', content, images }];
  return content === '' ? [] : [{ role: 'user', content }];
}

function withoutMarkers(message: ModelMessage): ModelMessage {
  if (message.role !== 'assistant') return message;
  return { ...message, content: stripFoundMarkers(stripMarkers(message.content)) };
}

function messagesOf(turns: readonly Turn[]): ModelMessage[] {
  const messages: ModelMessage[] = [];
  let last: string | null = null;
  for (const { run_id, messages: said } of turns)
    for (const message of said) {
      const before = messages.at(-1);
      // A server's own tools stood between the two: some servers refuse an assistant that speaks twice in a row.
      if (run_id !== null && run_id === last && before !== undefined && isSpeech(before) && isSpeech(message))
        messages[messages.length - 1] = { role: 'assistant', content: `${before.content}\n\n${message.content}` };
      else messages.push(message);
      last = run_id;
    }
  return messages;
}

function isSpeech(message: ModelMessage): boolean {
  return message.role === 'assistant' && (message.tool_calls ?? []).length === 0;
}

function sum(turns: readonly Turn[]): number {
  return turns.reduce((tokens, turn) => tokens + turn.tokens, 0);
}
