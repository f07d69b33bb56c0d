import type { HookType } from '../hot/environment.ts';
import type { RunPhase } from './run-phase.ts';

/** What a resource waits for while nothing of it is at work: time, or something from outside. */
export type Awaited =
  | { readonly kind: 'time'; readonly seconds: number }
  /** So many signals of success on a handle (by its address), within so many seconds. */
  | { readonly kind: 'signals'; readonly handle: string; readonly count: number; readonly seconds: number }
  /** That a person clears the hook. */
  | { readonly kind: 'hook'; readonly hook: HookType };

/** A wait of a run. */
export interface WaitName {
  readonly phase: RunPhase;
  readonly address: string;
  /** Tells the waits of an address apart: a hook's name, `create`, `update`, `delete`, `pause 2`. */
  readonly moment: string;
  /** Which of the instances at the address, where it matters. */
  readonly instance?: string;
}

/** A wait begins. Its time is what its seconds are counted from, also by a process that takes the run up. */
export interface WaitStarted extends WaitName {
  readonly kind: 'wait-started';
  readonly awaits: Awaited;
}

/** More signals have come, of which none says that it failed. */
export interface WaitAdvanced extends WaitName {
  readonly kind: 'wait-advanced';
  readonly received: number;
  readonly count: number;
}

export interface WaitEnded extends WaitName {
  readonly kind: 'wait-ended';
  /** `given up` because something else made the run turn round. */
  readonly outcome: 'over' | 'failed' | 'given up';
  readonly reason?: string;
}

/** The text by which a wait is known within its run. */
export function waitKey({ phase, address, moment, instance }: WaitName): string {
  return JSON.stringify([phase, address, moment, instance ?? null]);
}
