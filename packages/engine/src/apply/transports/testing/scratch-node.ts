import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InventoryNode } from '../../../inventory/inventory.ts';
import type { Finished, NodeProgram, NodeRecord } from '../transport.ts';

/** For tests: this machine as a node, with a directory of its own that goes when the test is over. */
export function scratchNode(test: { after(remove: () => void): void }): {
  readonly node: InventoryNode;
  readonly base: string;
} {
  const base = mkdtempSync(join(tmpdir(), 'tyto-node-'));
  test.after(() => rmSync(base, { recursive: true, force: true }));
  return {
    base,
    node: {
      name: 'here',
      at: { file: 'inventory.yaml', line: 1, column: 1 },
      groups: [],
      variables: new Map(),
      connection: { kind: 'local' },
    },
  };
}

/** For tests: a program with no environment and no outputs but those given. */
export function programOf(
  text: string,
  environment: Readonly<Record<string, string>> = {},
  outputs: readonly string[] = [],
): NodeProgram {
  return { text, environment: new Map(Object.entries(environment)), outputs };
}

/** For tests: the record as a finished one; throws what it is instead. */
export function finished(record: NodeRecord): Finished {
  if (record.kind !== 'finished') throw new Error(`not finished: ${JSON.stringify(record)}`);
  return record;
}
