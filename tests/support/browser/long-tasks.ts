import type { Surface } from './surface.ts';

/** Milliseconds of each task that has kept a document from answering its user for more than 50 ms, from now to `end`. */
export async function longTasksOf(surface: Surface): Promise<{ readonly end: () => Promise<readonly number[]> }> {
  await surface.evaluate(() => {
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    Object.assign(globalThis, { longTasks: { tasks, observer } });
  });
  return {
    end: () =>
      surface.evaluate(() => {
        const { tasks, observer } = Reflect.get(globalThis, 'longTasks');
        for (const { duration } of observer.takeRecords()) tasks.push(duration);
        observer.disconnect();
        return tasks;
      }),
  };
}
