import { type AppError, toAppError } from '../errors.ts';
import type { ReadProgress } from './model.ts';
import type { CaptureOptions } from './ports.ts';

/**
 * What goes on for a site before its run exists, and what went wrong with it. One piece of work a site; both belong to the
 * site they began on and are seen only there.
 */
export function createSiteWork(changed: () => void) {
  const working = new Map<string, AbortController>();
  const progress = new Map<string, ReadProgress>();
  const notices = new Map<string, AppError>();

  function notify(site: string, error: AppError | null): void {
    if (error === null) notices.delete(site);
    else notices.set(site, error);
    changed();
  }

  return {
    /** True when the work came through. Ends at once when it is stopped, even if a page never answers. */
    async run(site: string, work: (options: CaptureOptions) => Promise<unknown>): Promise<boolean> {
      if (working.has(site)) return false;
      const controller = new AbortController();
      const { signal } = controller;
      const stopped = new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
      working.set(site, controller);
      notify(site, null);
      const onProgress = (read: ReadProgress) => {
        if (signal.aborted) return;
        progress.set(site, read);
        changed();
      };
      const error = await Promise.race([work({ signal, onProgress }), stopped]).then(() => null, toAppError);
      working.delete(site);
      progress.delete(site);
      notify(site, signal.aborted ? null : error);
      return error === null;
    },

    isWorking: (site: string) => working.has(site),
    /** Of a document that is being read page by page. */
    progress: (site: string) => progress.get(site) ?? null,
    stop: (site: string) => working.get(site)?.abort(),
    notify,
    /** What went wrong with it, if anything, is said on the site. */
    async tell(site: string, task: Promise<unknown>): Promise<void> {
      notify(site, await task.then(() => null, toAppError));
    },
    notice: (site: string) => notices.get(site) ?? null,
  };
}

export type SiteWork = ReturnType<typeof createSiteWork>;
