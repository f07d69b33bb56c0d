import type { InventoryNode } from '../../inventory/inventory.ts';

/**
 * The name of one attempt at one action, unique on every node: STORE/RUN/SEQUENCE/ATTEMPT. STORE is a random id made
 * with the data directory, so that no two stores meet on a node. Elements match `[A-Za-z0-9]+`.
 */
export type ActionId = `${string}/${string}/${number}/${number}`;

/** What a transport is asked to run on a node: a program, and what it gets. Nothing of it may appear in an argument. */
export interface NodeProgram {
  /** The program's text; with or without a `#!` line (then it is run by sh). */
  readonly text: string;
  /** Added to the node's own environment. Names are identifiers of the shell. */
  readonly environment: ReadonlyMap<string, string>;
  /** Names of outputs: what the program leaves in `${heat_outputs_path}.NAME` is collected. */
  readonly outputs: readonly string[];
}

/** What is known of an action on its node. */
export type NodeRecord =
  /** The node has never heard of it, so nothing of it was begun. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'running' }
  | Finished
  /** It was begun and its end is not known: the node was rebooted, or its runner was killed. */
  | { readonly kind: 'lost' }
  /** Only of `run`: it could not begin it, nothing of it was done, and nothing will be. */
  | { readonly kind: 'not begun'; readonly reason: string }
  /** The node does not answer; what happened there is not known. */
  | { readonly kind: 'unreachable'; readonly reason: string };

export interface Finished {
  readonly kind: 'finished';
  /** Exit status as a shell gives it: 128 + N for signal N. */
  readonly status: number;
  /** Set where the action was ended by us: its time was over, or the run was cancelled. */
  readonly killed?: 'timeout' | 'cancelled';
  /** Text with what is not UTF-8 replaced; where `truncated`, the middle is left out. */
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  /** Contents of the outputs' files, trailing newline and all; what was not written is not in it. */
  readonly outputs: ReadonlyMap<string, string>;
}

export interface TransportOptions {
  /** Seconds after which the whole process group is killed. */
  readonly timeout?: number;
  /** Aborted: the process group is killed and the record that then stands is given back. */
  readonly signal?: AbortSignal;
}

/**
 * The way to a node. An action runs there under a small runner of its own that outlives the link and this process; all
 * else is asked by the action's id.
 */
export interface Transport {
  /** Starts a program and waits for its end. An id that the node already has is not started again but waited for. */
  run(node: InventoryNode, id: ActionId, program: NodeProgram, options: TransportOptions): Promise<NodeRecord>;
  /** What the node knows of an action now. */
  ask(node: InventoryNode, id: ActionId, outputs: readonly string[]): Promise<NodeRecord>;
  /** Waits for the end of an action that may still run. */
  wait(node: InventoryNode, id: ActionId, outputs: readonly string[], options: TransportOptions): Promise<NodeRecord>;
  /** Kills an action's process group, politely first; gives what stands afterwards. */
  kill(
    node: InventoryNode,
    id: ActionId,
    outputs: readonly string[],
    why: 'timeout' | 'cancelled',
  ): Promise<NodeRecord>;
  /** Forgets an action once the journal holds its result. */
  remove(node: InventoryNode, id: ActionId): Promise<void>;
}
