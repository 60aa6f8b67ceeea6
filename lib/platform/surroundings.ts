import type { Surroundings } from '../models/surroundings.ts';
import { browser } from './browser.ts';

/** What the models need to know of the browser. */
export const surroundings: Surroundings = {
  isPermitted: (origin) => browser.permissions.contains({ origins: [`${originPattern(origin)}/*`] }),
  isOnline: () => navigator.onLine,
};

/** Match patterns carry no port. */
function originPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}`;
}
