import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Value, ValueMap } from '../../hot/value.ts';
import type { InventoryNode } from '../../inventory/inventory.ts';
import type { ConfigOutput, ConfigScript, DeployAction, SoftwareConfig } from '../../resource/software-config.ts';
import type { ActionId, Transport } from '../transports/transport.ts';

/** One resource's share in an action: what is to be done on one node with which inputs. Everything in it is in clear. */
export interface Member {
  readonly address: string;
  /** The physical instance, unique for all time (`deploy_resource_id`). */
  readonly instance: string;
  readonly node: InventoryNode;
  /** All inputs by name, defaults filled in, `deploy_*` among them. */
  readonly inputs: ValueMap;
}

/**
 * What a tool is given to do: one script of one config, for one moment of life, on one or more members. A tool that
 * takes one member at a time never sees more; one that takes many (an `ansible-playbook` over all hosts) gets all that
 * are due together.
 */
export interface ToolAction {
  readonly id: ActionId;
  readonly action: DeployAction;
  readonly script: ConfigScript;
  readonly outputs: readonly ConfigOutput[];
  readonly options: ValueMap;
  readonly members: readonly Member[];
}

/** How it went for one member. */
export type MemberResult =
  | { readonly kind: 'succeeded'; readonly outputs: ReadonlyMap<string, Value>; readonly log: ActionLog }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly outputs: ReadonlyMap<string, Value>;
      readonly log: ActionLog;
    }
  /** Nothing of it was begun; why, where it was to begin now. */
  | { readonly kind: 'absent'; readonly reason?: string }
  /** Begun, and its end is not known. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** What a member's program said. May hold secrets: whoever keeps it masks it first. */
export interface ActionLog {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | undefined;
}

/** What a node says that an action would do to it. Texts may hold secrets: whoever shows them masks them first. */
export type CheckedMember =
  | { readonly kind: 'checked'; readonly changed: boolean; readonly text: string }
  /** A playbook must be written for check mode: a task may need what an earlier one would have made. */
  | { readonly kind: 'failed'; readonly reason: string; readonly changed: boolean; readonly text: string }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface ToolContext {
  readonly transport: (node: InventoryNode) => Transport;
  /** Seconds that one action may take. */
  readonly timeout: number | undefined;
  /** Aborted when the run is cancelled at once. */
  readonly signal: AbortSignal;
  /** Called while a tool works, where it can tell what it does. Must not throw. */
  readonly onProgress?: (progress: ToolProgress) => void;
  /** The file in which the keys of hosts are kept, for a tool that connects by itself; without it ssh's own. */
  readonly knownHosts?: string;
  /** What hides behind a secret that a node's variables name; undefined where there is none. */
  readonly secret?: (name: string, version: number) => Value | undefined;
}

/** What a tool does for a member at this moment, on one line. May hold secrets: whoever shows it masks it first. */
export interface ToolProgress {
  readonly address: string;
  readonly text: string;
}

/** A way to carry out configs: `script`, later `ansible` and others. One registry entry each. */
export interface Tool {
  readonly name: string;
  /** Whether one action takes all members that are due, or one at a time. */
  readonly members: 'one' | 'many';
  /**
   * Whether an action that was interrupted is simply run again: its configs must be idempotent, and what became of it can't
   * be asked.
   */
  readonly repeatable: boolean;
  /** Problems of a config that can be seen before anything runs. `path` is where the config stands. */
  check(config: SoftwareConfig, path: string): readonly Diagnostic[];
  /** Carries out an action; the result has an entry for each member's address. Never rejects for what a node does. */
  run(action: ToolAction, context: ToolContext): Promise<ReadonlyMap<string, MemberResult>>;
  /**
   * What became of an action that was begun by a process that died: waits for what still runs. A tool that can't ask
   * answers `unknown` for every member.
   */
  recover(action: ToolAction, context: ToolContext): Promise<ReadonlyMap<string, MemberResult>>;
  /**
   * Ends by force what may still run of an action on a node, without which nothing else may be begun there. Gives why that
   * can't be said; a tool without it leaves nothing running.
   */
  end?(id: ActionId, node: InventoryNode, context: ToolContext): Promise<string | undefined>;
  /**
   * Asks the nodes what an action would change, and changes nothing on them. The result has an entry for each member's
   * address. Only for tools that can.
   */
  checkRun?(action: ToolAction, context: ToolContext): Promise<ReadonlyMap<string, CheckedMember>>;
  /** Removes an action's traces from the nodes once the journal holds its result. */
  forget(id: ActionId, nodes: readonly InventoryNode[], context: ToolContext): Promise<void>;
}
