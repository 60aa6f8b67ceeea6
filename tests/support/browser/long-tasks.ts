import type { Page } from 'puppeteer-core';

type TraceEvent = {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
  /** Microseconds, by the clock and of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
};

/**
 * Milliseconds for which each task has kept the extension's documents from answering their user, from now to `end`: those that the
 * processor has worked on it, which are the same on a machine that has other work besides.
 */
export async function longTasksOf(page: Page): Promise<{ readonly end: () => Promise<readonly number[]> }> {
  const session = await page.createCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
  });
  return {
    async end() {
      const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
      await session.send('Tracing.end');
      await complete;
      await session.detach();
      return tasksIn(events);
    },
  };
}

function tasksIn(events: readonly TraceEvent[]): number[] {
  const threads = new Map(events.filter(isThread).map(({ pid, tid, args }) => [`${pid} ${tid}`, args?.name]));
  const own = new Set(events.filter(isOwnProcess).map(({ pid }) => pid));
  const tasks = events.filter(
    ({ name, pid, tid }) => isTask(name) && own.has(pid) && threads.get(`${pid} ${tid}`) === 'CrRendererMain',
  );
  if (tasks.length === 0) throw new Error('The browser has told of no task.');
  return tasks.map(({ tdur, dur = 0 }) => (tdur ?? dur) / 1_000);
}

const isTask = (name: string) => name === 'ThreadControllerImpl::RunTask';
const isThread = ({ name }: TraceEvent) => name === 'thread_name';
const isOwnProcess = ({ name, args }: TraceEvent) => name === 'process_name' && args?.name === 'Extension Renderer';
