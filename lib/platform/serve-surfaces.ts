import type { Runtime } from 'webextension-polyfill';
import type { Api } from '../api/api.ts';
import { answerFrame } from '../api/port-server.ts';
import type { Notice } from '../assistants/context.ts';
import type { BackgroundFrame, Intent, SurfaceFrame } from '../protocol.ts';
import { browser } from './browser.ts';
import { isOwnPage } from './messages.ts';

/** The port's name, on both sides. */
export const SURFACE_PORT = 'surface';

type Surface = { readonly port: Runtime.Port; window_id: number | null; thread_id: string | null };

/** The background's side of every open panel and popup: answers their requests, sends them what happens in their thread. */
export function serveSurfaces(api: Api, onConnect: () => void) {
  const surfaces = new Set<Surface>();
  /** By window: what the user asked for before the panel was there to hear it. */
  const waiting = new Map<number, Intent>();

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== SURFACE_PORT || !isOwnPage(port.sender)) return;
    const surface: Surface = { port, window_id: null, thread_id: null };
    surfaces.add(surface);
    port.onDisconnect.addListener(() => surfaces.delete(surface));
    port.onMessage.addListener((frame) => receive(surface, frame as SurfaceFrame));
    onConnect();
  });

  async function receive(surface: Surface, frame: SurfaceFrame): Promise<void> {
    switch (frame.type) {
      case 'hello': {
        surface.window_id = frame.window_id;
        const intent = waiting.get(frame.window_id);
        waiting.delete(frame.window_id);
        if (intent !== undefined) post(surface, { type: 'intent', intent });
        return;
      }
      case 'watch':
        surface.thread_id = frame.thread_id;
        return;
      case 'api-request':
        return post(surface, await answerFrame(api, frame));
    }
  }

  function post(surface: Surface, frame: BackgroundFrame): void {
    // The surface may have closed while its answer was made.
    if (surfaces.has(surface)) surface.port.postMessage(frame);
  }

  return {
    /** Hands the intent to the window's panel, now or as soon as it is open. */
    intend(windowId: number, intent: Intent): void {
      const open = [...surfaces].filter((surface) => surface.window_id === windowId);
      if (open.length === 0) waiting.set(windowId, intent);
      for (const surface of open) post(surface, { type: 'intent', intent });
    },

    broadcast({ thread_id, event, offset }: Notice): void {
      for (const surface of surfaces)
        if (surface.thread_id === thread_id) post(surface, { type: 'thread-event', event, offset });
    },
  };
}
