import type { FinishReason, HeardRemote, StreamPart } from '../../assistants/ports.ts';
import type { AppError } from '../../errors.ts';
import { recordOf, stringOf } from '../json.ts';
import { createAnswerText } from './answer-text.ts';
import { createCalls } from './calls.ts';
import { sequenceNumber } from './event-order.ts';
import { type Answer, partsOf, wholeParts } from './event-parts.ts';
import { createHostedCalls } from './hosted-calls.ts';
import { finishReasonOf, isTerminal, usageOf } from './response.ts';
import { createThoughts } from './thoughts.ts';

/** The cursor of an answer whose server numbers no events: it can be polled and not streamed again. */
const NO_CURSOR = -1;

export type ReaderOptions = {
  /** Names the server in errors. */
  readonly host: string;
  readonly newCallId: () => string;
  /** What a failed response's `error` means. */
  readonly failure: (error: unknown) => AppError;
  /** Whether the answer goes on without us, so that it is worth saying where. */
  readonly remote: boolean;
  /** What an earlier worker has heard. */
  readonly heard?: HeardRemote | null;
};

type Event = Readonly<Record<string, unknown>>;

/**
 * Turns the events of one response into stream parts. An event adds what it has beyond those before it: deltas, and where
 * deltas are missing the whole texts and items that follow them.
 */
export class EventReader {
  /** The response's id; `''` until the server has told it. */
  id: string;
  /** The last event's number; null where the server counts none. */
  cursor: number | null;
  /** The status that the server told last; `''` before it told one. */
  status = '';
  /** Whether the server has begun to work on it. */
  begun = false;
  /** Whether any part of an answer has come. */
  started = false;

  readonly #options: ReaderOptions;
  readonly #answer: Answer;
  /** Annotations come by themselves, with their item and with the response. */
  readonly #annotations = new Set<string>();
  #foreign = false;
  #final: Event | null = null;

  constructor(options: ReaderOptions) {
    const { heard = null } = options;
    this.#options = options;
    this.#answer = {
      text: createAnswerText(heard?.text_length ?? 0, heard?.message_start ?? 0),
      calls: createCalls(options.newCallId),
      hosted: createHostedCalls(heard?.hosted ?? []),
      thoughts: createThoughts(),
    };
    this.id = heard?.id ?? '';
    this.cursor = heard === null || heard.cursor === NO_CURSOR ? null : heard.cursor;
    this.begun = (heard?.text_length ?? 0) > 0 || heard?.hosted !== undefined;
  }

  /** Whether the response has come to its end. */
  get finished(): boolean {
    return this.#final !== null;
  }

  /** The parts one event adds, or one whole response. Never an end. */
  read(value: unknown): StreamPart[] {
    if (this.finished) return [];
    const event = recordOf(value);
    const parts = [...partsOf(event, this.#answer), ...this.#lifecycle(event)].filter((part) => this.#isNews(part));
    this.cursor = sequenceNumber(event) ?? this.cursor;
    this.started ||= parts.length > 0;
    return [...parts, ...this.#remotePart()];
  }

  /** The token counts, where there were any, and the one part that ends the answer. */
  end(stream: { readonly saw_done: boolean }): StreamPart[] {
    const usage = this.#final === null ? null : usageOf(this.#final);
    return [...(usage === null ? [] : [{ type: 'usage', usage } as const]), this.#ending(stream.saw_done)];
  }

  #isNews(part: StreamPart): boolean {
    if (part.type !== 'annotation') return true;
    const key = JSON.stringify(part.annotation);
    const isNews = !this.#annotations.has(key);
    this.#annotations.add(key);
    return isNews;
  }

  #lifecycle(event: Event): StreamPart[] {
    const type = stringOf(event['type']);
    const isEvent = type.startsWith('response.');
    if (isEvent) this.begun ||= type !== 'response.created' && type !== 'response.queued';
    const response = recordOf(event['response']);
    if (isEvent && Object.keys(response).length > 0) return this.#take(response, type.slice('response.'.length), false);
    if (event['object'] === 'response') return this.#take(event, '', true);
    if (!isEvent && type !== 'keepalive') this.#foreign = true;
    return [];
  }

  /** `named`: the status as the event's name says it, for servers that leave it out of the response. */
  #take(response: Event, named: string, polled: boolean): StreamPart[] {
    this.id ||= stringOf(response['id']);
    this.status = stringOf(response['status']) || named;
    if (polled && this.status !== 'queued') this.begun = true;
    if (!isTerminal(this.status)) return [];
    this.#final = { ...response, status: this.status };
    return wholeParts(response, this.#answer);
  }

  /** Calls are heard from their beginning or not at all, and a text together with the gap before it. */
  #remotePart(): StreamPart[] {
    const { id } = this;
    const cursor = this.cursor ?? NO_CURSOR;
    if (!this.#options.remote || this.finished || id === '') return [];
    return this.#answer.calls.begun || this.#answer.text.separates ? [] : [{ type: 'remote', remote: { id, cursor } }];
  }

  #ending(sawDone: boolean): StreamPart {
    const final = this.#final;
    const hasCalls = this.#answer.calls.count > 0;
    if (final === null) {
      if (this.#foreign && !this.started) return fail({ kind: 'not-an-api', host: this.#options.host });
      return sawDone && this.started ? this.#finish(hasCalls ? 'tool-calls' : 'stop') : fail({ kind: 'cut-off' });
    }
    if (this.status === 'failed') return fail(this.#options.failure(final['error']));
    return this.status === 'cancelled' ? fail({ kind: 'cut-off' }) : this.#finish(finishReasonOf(final, hasCalls));
  }

  #finish(reason: FinishReason): StreamPart {
    const isEmpty = reason === 'stop' && !this.#answer.text.wrote;
    return isEmpty ? fail({ kind: 'empty-answer' }) : { type: 'finish', reason };
  }
}

function fail(error: AppError): StreamPart {
  return { type: 'error', error };
}
