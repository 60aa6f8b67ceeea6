import type { Clock } from '../../lib/assistants/ports.ts';

/** Time that passes only when a test says so. */
export class SimulatedClock implements Clock {
  private time = Date.UTC(2026, 10, 20, 12);
  private timers: { readonly at: number; readonly callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.time + milliseconds, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.timers.filter((timer) => timer.at <= this.time).sort((a, b) => a.at - b.at);
    this.timers = this.timers.filter((timer) => timer.at > this.time);
    for (const timer of due) timer.callback();
  }

  /** How many timers wait: none may be left behind by what is over. */
  get waiting(): number {
    return this.timers.length;
  }
}
