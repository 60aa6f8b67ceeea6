import type { Runtime } from 'webextension-polyfill';
import type { PanelBackground } from '../../panel/ports.ts';
import type { BackgroundFrame, Knock, SurfaceFrame } from '../../protocol.ts';
import { browser } from '../browser.ts';
import { isOwnPage, send } from '../messages.ts';
import { SURFACE_PORT } from './serve-surfaces.ts';

type Watching = Extract<SurfaceFrame, { type: 'watch' }>;

/**
 * A surface's side of its port. The port closes when the background is stopped and is opened again only when there is something to
 * say or to hear: opening it starts the background, and an open panel must not keep that running day and night. `windowId` null:
 * a surface that no key press is meant for.
 */
export function connectBackground(windowId: number | null): PanelBackground {
  const listeners = new Set<(frame: BackgroundFrame) => void>();
  const stopped = new Set<() => void>();
  let watching: Watching = { type: 'watch', thread_id: null };
  let port: Runtime.Port | null = null;

  function connected(): Runtime.Port {
    if (port !== null) return port;
    const opened = browser.runtime.connect({ name: SURFACE_PORT });
    port = opened;
    opened.onMessage.addListener((message) => {
      const frame = message as BackgroundFrame;
      if (frame.type === 'intent') opened.postMessage({ type: 'heard' } satisfies SurfaceFrame);
      for (const listener of listeners) listener(frame);
    });
    opened.onDisconnect.addListener(() => {
      port = null;
      for (const listener of stopped) listener();
    });
    sayHello();
    opened.postMessage(watching);
    return opened;
  }

  function sayHello(): void {
    if (windowId === null) return;
    const hello: SurfaceFrame = { type: 'hello', window_id: windowId, has_keyboard: document.hasFocus() };
    port?.postMessage(hello);
  }

  window.addEventListener('focus', sayHello);
  window.addEventListener('blur', sayHello);
  // A key press started a background that knows no panel yet.
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    if (isOwnPage(sender) && windowId !== null && (message as Knock).knock === windowId) connected();
    return undefined;
  });
  connected();

  return {
    watch(threadId) {
      watching = { type: 'watch', thread_id: threadId };
      port?.postMessage(watching);
    },
    post: (frame) => connected().postMessage(frame),
    wake: () => void connected(),
    onFrame: (listener) => listeners.add(listener),
    onStop: (listener) => stopped.add(listener),
    send,
  };
}
