import { pythonJson, pythonStr } from '../hot/print-value.ts';
import type { KeptSignal } from '../store/signals.ts';
import type { Look } from './waits.ts';

/** What a wait condition wants: so many successes until a time (milliseconds since 1970). */
export interface WantedSignals {
  readonly count: number;
  readonly until: number;
}

/**
 * Whether a wait condition is complete: one signal of a failure fails it, and so does the end of its time. What came in
 * time counts, though nobody looked. Heat: `wait_condition.py`, _wait; WaitConditionFailure and WaitConditionTimeout;
 * wallaby.
 */
export function judgeSignals(signals: readonly KeptSignal[], { count, until }: WantedSignals, now: number): Look {
  const inTime = signals.filter(({ time }) => Date.parse(time) <= until);
  const failed = inTime.filter(({ status }) => status === 'FAILURE');
  if (failed.length > 0) return { kind: 'failed', reason: reasonsOf(failed) };
  if (inTime.length >= count) return { kind: 'over' };
  if (now < until) return { kind: 'waiting', received: inTime.length };
  const reasons = inTime.length === 0 ? '' : ` - ${reasonsOf(inTime)}`;
  return { kind: 'failed', reason: `${inTime.length} of ${count} received${reasons}` };
}

function reasonsOf(signals: readonly KeptSignal[]): string {
  return signals.map(({ reason }) => pythonStr(reason)).join(';');
}

/** The attribute `data` of a wait condition: a JSON text of the data of all signals by their ids. */
export function signalData(signals: readonly KeptSignal[]): string {
  return pythonJson(new Map(signals.map(({ id, data }) => [id, data])));
}
