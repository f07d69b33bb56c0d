import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './action-directory.ts';
import type { ActionId } from './transport.ts';

/**
 * Actions that are to be forgotten on nodes that could not be reached: files in a directory, each of one node and one
 * time, so that processes do not write into each other's.
 */
export interface LeftoverActions {
  /** Keeps actions of a node until it can be reached. */
  keep(node: string, ids: readonly ActionId[]): void;
  /** What was kept of a node; who takes it keeps it again where it can't be forgotten either. */
  take(node: string): readonly ActionId[];
}

export function leftoverActions(directory: string): LeftoverActions {
  return {
    keep: (node, ids) => {
      if (ids.length === 0) return;
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      writeFileSync(join(directory, `${digestOf(node)}-${randomUUID()}`), ids.join('\n'), { mode: 0o600 });
    },
    take: (node) => {
      const prefix = `${digestOf(node)}-`;
      const files = entriesOf(directory).filter((name) => name.startsWith(prefix));
      return files.flatMap((name) => {
        const ids = readFileSync(join(directory, name), 'utf8').split('\n').filter(isActionId);
        rmSync(join(directory, name), { force: true });
        return ids;
      });
    },
  };
}

function entriesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function digestOf(node: string): string {
  return createHash('sha256').update(node).digest('hex').slice(0, 16);
}

function isActionId(text: string): text is ActionId {
  return /^[A-Za-z0-9]+\/[A-Za-z0-9]+\/\d+\/\d+$/.test(text);
}
