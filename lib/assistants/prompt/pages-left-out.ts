import type { Metadata } from '../objects.ts';

/** In a run's metadata: of its thread's pages it reads only those that its question attaches. */
export const PAGES_LEFT_OUT = 'pages_left_out';

/** What of a run's metadata says so, for another run about the same question. */
export function pagesLeftOut({ [PAGES_LEFT_OUT]: isSo }: Metadata = {}): Metadata {
  return isSo === undefined ? {} : { [PAGES_LEFT_OUT]: isSo };
}
