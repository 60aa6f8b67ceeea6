import type { CDPSession, Target } from 'puppeteer-core';
import type { Chromium } from './chromium.ts';

export type Network = {
  /** Takes the network away from everything of the extension, connections that are open included, or gives it back. */
  readonly set: (state: 'online' | 'offline') => Promise<void>;
};

/** The network as the extension's background worker and its documents have it. */
export async function networkOf({ browser, extension }: Chromium): Promise<Network> {
  const own = (target: Target) => target.url().startsWith(`chrome-extension://${extension.id}/`);
  const sessions: CDPSession[] = await Promise.all(
    browser
      .targets()
      .filter(own)
      .map((target) => target.createCDPSession()),
  );
  for (const session of sessions) await session.send('Network.enable');
  return {
    async set(state) {
      const offline = state === 'offline';
      const conditions = { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      for (const session of sessions) await session.send('Network.emulateNetworkConditions', conditions);
    },
  };
}
