import type { Clock } from '../clock.ts';

/** A clock that goes on only while somebody sleeps by it: as far as he wants to sleep, in one turn of the event loop. */
export class SimulatedClock implements Clock {
  private time = Date.parse('2026-01-01T00:00:00Z');
  /** What happens at a time, as it is reached. */
  private readonly due: { readonly at: number; readonly what: () => void }[] = [];

  now(): number {
    return this.time;
  }

  async sleep(milliseconds: number, until: AbortSignal): Promise<void> {
    const end = this.time + milliseconds;
    await new Promise(setImmediate);
    if (!until.aborted) this.reach(end);
  }

  /** Lets something happen so many seconds from now, if anybody sleeps until then. */
  after(seconds: number, what: () => void): void {
    this.due.push({ at: this.time + seconds * 1000, what });
    this.due.sort((a, b) => a.at - b.at);
  }

  /** Time passes while nobody looks. */
  pass(seconds: number): void {
    this.reach(this.time + seconds * 1000);
  }

  private reach(time: number): void {
    while ((this.due[0]?.at ?? Number.POSITIVE_INFINITY) <= time) {
      const next = this.due.shift();
      this.time = Math.max(this.time, next?.at ?? 0);
      next?.what();
    }
    this.time = Math.max(this.time, time);
  }
}
