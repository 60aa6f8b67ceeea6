import type { Runtime } from 'webextension-polyfill';
import type { Api } from '../../api/api.ts';
import { answerFrame } from '../../api/port-server.ts';
import type { Notice } from '../../assistants/context.ts';
import type { BackgroundFrame, Intent, Knock, SurfaceFrame } from '../../protocol.ts';
import { browser } from '../browser.ts';
import { isOwnPage } from '../messages.ts';

/** The port's name, on both sides. */
export const SURFACE_PORT = 'surface';

/** Milliseconds. A key press whose panel did not open means nothing to a panel that is opened later. */
const INTENT_LIFE = 15_000;

type Surface = {
  readonly port: Runtime.Port;
  /** Null for a surface that is no panel. */
  window_id: number | null;
  has_keyboard: boolean;
  thread_id: string | null;
  /** Intents on their way to it. A panel that is just closing never gets them. */
  readonly unheard: Intent[];
};

/** The background's side of every open panel and popup: answers their requests, sends them what happens in their thread. */
export function serveSurfaces(api: Api, onConnect: () => void) {
  const surfaces = new Set<Surface>();
  /** By window: what the user asked for before the panel was there to hear it. */
  const waiting = new Map<number, { readonly intent: Intent; readonly at: number }>();

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== SURFACE_PORT || !isOwnPage(port.sender)) return;
    const surface: Surface = { port, window_id: null, has_keyboard: false, thread_id: null, unheard: [] };
    surfaces.add(surface);
    port.onDisconnect.addListener(() => {
      surfaces.delete(surface);
      const { window_id, unheard } = surface;
      if (window_id !== null) for (const intent of unheard) intend(window_id, intent, false);
    });
    port.onMessage.addListener((frame) => receive(surface, frame as SurfaceFrame));
    onConnect();
  });

  async function receive(surface: Surface, frame: SurfaceFrame): Promise<void> {
    switch (frame.type) {
      case 'hello': {
        surface.window_id = frame.window_id;
        surface.has_keyboard = frame.has_keyboard;
        const kept = waiting.get(frame.window_id);
        waiting.delete(frame.window_id);
        if (kept !== undefined && Date.now() - kept.at < INTENT_LIFE) hand(surface, kept.intent);
        return;
      }
      case 'heard':
        surface.unheard.shift();
        return;
      case 'watch':
        surface.thread_id = frame.thread_id;
        return;
      case 'api-request':
        return post(surface, await answerFrame(api, frame));
    }
  }

  function hand(surface: Surface, intent: Intent): void {
    surface.unheard.push(intent);
    post(surface, { type: 'intent', intent });
  }

  /** Hands the intent to the window's panel, now or as soon as it is open. */
  function intend(windowId: number, intent: Intent, anew: boolean): void {
    const open = [...surfaces].filter((surface) => surface.window_id === windowId);
    if (anew || open.length === 0) waiting.set(windowId, { intent, at: Date.now() });
    if (anew) return;
    // A panel that slept through the worker's end hears this; one that is only opening comes by itself.
    if (open.length === 0) browser.runtime.sendMessage({ knock: windowId } satisfies Knock).catch(() => undefined);
    for (const surface of open) hand(surface, intent);
  }

  function post(surface: Surface, frame: BackgroundFrame): void {
    if (!surfaces.has(surface)) return; // closed while its answer was made
    try {
      surface.port.postMessage(frame);
    } catch {
      // Closing right now, before its disconnect was heard: one surface must not end an answer for the others.
      surfaces.delete(surface);
    }
  }

  return {
    /** Whether opening the window's panel anew costs nothing: no other window has one, and it does not hold the keyboard itself. */
    mayOpenAnew: (windowId: number) =>
      [...surfaces].every(({ window_id, has_keyboard }) =>
        window_id === windowId ? !has_keyboard : window_id === null,
      ),

    intend,

    broadcast({ thread_id, event, offset }: Notice): void {
      for (const surface of surfaces)
        if (surface.thread_id === thread_id) post(surface, { type: 'thread-event', event, offset });
    },
  };
}
