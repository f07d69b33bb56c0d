import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const file = `${import.meta.dirname}/../node_modules/.cache/conformance/next`;

/** The number of the first case that no run before has looked at. */
export function readProgress(): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}

export function writeProgress(next: number): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${next}\n`);
}

/**
 * Takes note of each case that has ended, in whatever order they end, and gives the first number before which all have:
 * there a run goes on that was stopped.
 */
export function progressFrom(from: number): (ended: number) => number {
  const ahead = new Set<number>();
  let next = from;
  return (ended) => {
    ahead.add(ended);
    while (ahead.delete(next)) next += 1;
    return next;
  };
}
