import { createPortClient } from '../api/port-client.ts';
import type { PanelBackground } from './ports.ts';

/** The front door's `fetch`, over a surface's port to the background. It rejects with AppFailure where that has stopped. */
export function connectFrontDoor(background: PanelBackground): ReturnType<typeof createPortClient>['fetch'] {
  const client = createPortClient((frame) => background.post(frame));
  background.onFrame((frame) => {
    if (frame.type === 'api-response') client.receive(frame);
  });
  background.onStop(() => client.disconnect());
  return client.fetch;
}
