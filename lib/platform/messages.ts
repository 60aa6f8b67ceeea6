import type { Runtime } from 'webextension-polyfill';
import { type AppError, AppFailure, toAppError } from '../errors.ts';
import type { Protocol } from '../protocol.ts';
import { browser } from './browser.ts';

type Name = keyof Protocol;
type Input<N extends Name> = Parameters<Protocol[N]>[0];
type Output<N extends Name> = ReturnType<Protocol[N]>;

/** One handler for each message of the protocol: a forgotten one does not compile. */
export type Handlers = { readonly [N in Name]: (input: Input<N>) => Promise<Output<N>> };

/** Answers messages from the extension's own pages. Anything else — web pages, content scripts, unknown names — gets no answer. */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (!isEnvelope(message) || !isOwnPage(sender) || !Object.hasOwn(handlers, message.name)) return undefined;
    const handle = handlers[message.name] as (input: unknown) => Promise<unknown>;
    return answerOf(() => handle(message.input));
  });
}

/** A promise of the browser's own, whatever the handler's is: it waits for no other. Errors lose their kind between contexts; values do not. */
async function answerOf(handle: () => Promise<unknown>): Promise<Answer> {
  try {
    return { value: await handle() };
  } catch (thrown) {
    return { error: toAppError(thrown) };
  }
}

/** Rejects with an AppFailure. */
export async function send<N extends Name>(name: N, input: Input<N>): Promise<Output<N>> {
  const answer: Answer = await browser.runtime.sendMessage({ name, input } satisfies Envelope);
  if ('error' in answer) throw new AppFailure(answer.error);
  return answer.value as Output<N>;
}

type Answer = { readonly value: unknown } | { readonly error: AppError };

type Envelope = { readonly name: Name; readonly input: unknown };

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'name' in message && typeof message.name === 'string';
}

/** A page of ours, opened by the browser: no content script, whose sender names the web page it runs in. */
export function isOwnPage(sender: { id?: string | undefined; url?: string | undefined } | undefined): boolean {
  return sender?.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}
