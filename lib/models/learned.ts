import type { CapabilitiesRow } from './capabilities.ts';
import type { Connection } from './connection.ts';
import { IMAGES } from './images.ts';
import { recordOf } from './json.ts';

/** Servers learn, too: after 30 days they are asked for everything again. Milliseconds. */
const BELIEVED = 30 * 24 * 3_600_000;

/** Whether what was learned still holds at `now` (unix milliseconds) for this address. The disk may hold anything. */
export function isBelieved(row: unknown, base_url: string, now: number): boolean {
  const { learned_at, base_url: of } = recordOf(row);
  return typeof learned_at === 'number' && now - learned_at < BELIEVED && of === base_url;
}

/** Whether the connection's model is known to take no images. */
export function isBlind({ base_url }: Connection, learned: CapabilitiesRow | undefined): boolean {
  return isBelieved(learned, base_url, Date.now()) && learned?.omit.includes(IMAGES) === true;
}
