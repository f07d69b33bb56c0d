import { setTimeout as pause } from 'node:timers/promises';

/** The time that runs go by: the port that lets waits be tested without waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves when so many milliseconds have passed, and early when the signal is aborted. */
  sleep(milliseconds: number, until: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, until) => pause(milliseconds, undefined, { signal: until }).catch(() => undefined),
};
