/** Milliseconds that the processor works on a task: other than those of a clock, they are the same while it has other work besides. */
export function processorTime(task: () => unknown): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
