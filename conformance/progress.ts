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
