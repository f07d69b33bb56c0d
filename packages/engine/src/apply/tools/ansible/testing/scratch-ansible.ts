import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Value } from '../../../../hot/value.ts';
import type { Connection, InventoryNode } from '../../../../inventory/inventory.ts';
import type { Member, ToolAction, ToolContext, ToolProgress } from '../../tool.ts';
import type { AnsibleMeans } from '../ansible-means.ts';

/** For tests: why those that call ansible are skipped; false where they are not. */
export const withoutAnsible: string | false = onPath('ansible-playbook')
  ? false
  : 'ansible-playbook is not installed (Debian: apt-get install ansible-core)';

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

type Pair = readonly [string, Value];

/** For tests: what it takes to carry out actions of ansible, in directories that go when the test is over. */
export interface ScratchAnsible {
  readonly base: string;
  readonly means: AnsibleMeans;
  readonly context: ToolContext;
  readonly progress: readonly ToolProgress[];
  readonly cancel: AbortController;
}

export function scratchAnsible(
  test: { after(remove: () => void): void },
  more: { readonly timeout?: number; readonly environment?: NodeJS.ProcessEnv; readonly program?: string } = {},
): ScratchAnsible {
  const base = mkdtempSync(join(tmpdir(), 'tyto-test-'));
  test.after(() => rmSync(base, { recursive: true, force: true }));
  const scratch = join(base, 'scratch');
  mkdirSync(scratch);
  const progress: ToolProgress[] = [];
  const cancel = new AbortController();
  return {
    base,
    means: {
      program: more.program ?? 'ansible-playbook',
      environment: { ...process.env, HOME: base, TMPDIR: base, ...more.environment },
      directory: join(base, 'node'),
      scratch,
    },
    context: {
      transport: () => {
        throw new Error('ansible needs no transport');
      },
      timeout: more.timeout,
      signal: cancel.signal,
      onProgress: (each) => progress.push(each),
    },
    progress,
    cancel,
  };
}

export function ansibleNode(
  name: string,
  connection: Connection = { kind: 'local' },
  variables: readonly Pair[] = [],
): InventoryNode {
  const at = { file: 'inventory.yaml', line: 1, column: 1 };
  return { name, at, groups: ['web'], variables: new Map(variables), connection };
}

export function ansibleMember(address: string, node: InventoryNode, inputs: readonly Pair[] = []): Member {
  return { address, instance: `${address}-1`, node, inputs: new Map(inputs) };
}

/** An action with the outputs `out` and, as its error, `error`. */
export function ansibleAction(config: Value, members: readonly Member[], options: readonly Pair[] = []): ToolAction {
  return {
    id: 'store/run/1/1',
    action: 'CREATE',
    script: { tool: 'ansible', config, actions: undefined },
    outputs: [
      { name: 'out', type: 'String', errorOutput: false },
      { name: 'error', type: 'String', errorOutput: true },
    ],
    options: new Map(options),
    members,
  };
}
