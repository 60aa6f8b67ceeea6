import type { Runtime } from 'webextension-polyfill';
import type { PanelBackground } from '../panel/ports.ts';
import type { BackgroundFrame, SurfaceFrame } from '../protocol.ts';
import { browser } from './browser.ts';
import { send } from './messages.ts';
import { SURFACE_PORT } from './serve-surfaces.ts';

/**
 * A surface's side of its port. When the background is stopped the port closes; connecting again starts a new background,
 * which takes up what the old one left. `windowId` null: a surface that no key press is meant for.
 */
export function connectBackground(windowId: number | null): PanelBackground {
  const listeners = new Set<(frame: BackgroundFrame) => void>();
  const reconnected = new Set<() => void>();
  let port = connect();

  function connect(): Runtime.Port {
    const opened = browser.runtime.connect({ name: SURFACE_PORT });
    opened.onMessage.addListener((frame) => {
      for (const listener of listeners) listener(frame as BackgroundFrame);
    });
    opened.onDisconnect.addListener(() => {
      port = connect();
      for (const listener of reconnected) listener();
    });
    if (windowId !== null) opened.postMessage({ type: 'hello', window_id: windowId } satisfies SurfaceFrame);
    return opened;
  }

  return {
    post: (frame) => port.postMessage(frame),
    onFrame: (listener) => listeners.add(listener),
    onReconnect: (listener) => reconnected.add(listener),
    send,
  };
}
