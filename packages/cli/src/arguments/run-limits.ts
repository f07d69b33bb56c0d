import type { RunLimits } from '@tyto/engine/operations/run-operations.ts';
import { type Call, optionValue } from './command.ts';

/** What the options of a run say, or what is wrong with one of them. */
export type LimitsRead =
  | { readonly kind: 'limits'; readonly limits: RunLimits }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads `--parallel`, `--timeout` and `--action-timeout`. */
export function readLimits(call: Call): LimitsRead {
  const limits: { parallel?: number; timeout?: number; actionTimeout?: number } = {};
  const parallel = optionValue(call, 'parallel');
  if (parallel !== undefined) {
    if (!/^[1-9]\d{0,3}$/.test(parallel)) return wrong('parallel', parallel, 'a whole number from 1 to 9999');
    limits.parallel = Number(parallel);
  }
  for (const [option, key] of [
    ['timeout', 'timeout'],
    ['action-timeout', 'actionTimeout'],
  ] as const) {
    const seconds = optionValue(call, option);
    if (seconds === undefined) continue;
    const isNumber = /^\d{1,6}(\.\d+)?$/.test(seconds) && Number(seconds) > 0;
    if (!isNumber) return wrong(option, seconds, 'a number of seconds above 0, below 1000000');
    limits[key] = Number(seconds);
  }
  return { kind: 'limits', limits };
}

function wrong(option: string, value: string, expected: string): LimitsRead {
  return { kind: 'wrong', message: `Option '--${option}' takes ${expected}, not '${value}'` };
}
