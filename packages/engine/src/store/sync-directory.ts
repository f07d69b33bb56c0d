import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Makes names that were put into a directory survive a loss of power. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
