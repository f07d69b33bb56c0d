import type { JournalEntry } from '../event/journal-entry.ts';
import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import type { Known } from '../preview/known.ts';
import type { ContainerAction } from '../preview/stopping.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { Clock } from './clock.ts';
import type { InstanceAction } from './instance-action.ts';
import type { Recorder } from './recorder.ts';
import type { RunStore } from './run-store.ts';
import type { Tool, ToolContext, ToolProgress } from './tools/tool.ts';
import type { Transport } from './transports/transport.ts';
import type { Waits } from './waits.ts';

/** What a run is carried out with. */
export interface RunMeans {
  readonly store: RunStore;
  readonly toolNamed: (name: string) => Tool | undefined;
  readonly transport: (node: InventoryNode) => Transport;
  /** A new id for a physical instance, unique for all time. */
  readonly newInstanceId: () => string;
  readonly onEntry: (entry: JournalEntry) => void;
  /** What a tool tells while it is at work, masked. Unlike an entry it is not kept. */
  readonly onProgress?: (progress: ToolProgress) => void;
  /** The file of known hosts' keys, for tools that connect by themselves. */
  readonly knownHosts?: string;
  readonly clock: Clock;
  /** A random number from 0 to below 1. */
  readonly random: () => number;
  /** Aborted when the run is to stop cleanly: what runs is let finish, nothing more is started. */
  readonly stop: AbortSignal;
}

/** A run while it goes on. */
export interface RunContext {
  readonly means: RunMeans;
  readonly recorder: Recorder;
  readonly tools: ToolContext;
  /** What the run waits for: time, signals, hooks. */
  readonly waits: Waits;
  /** Why the run can't reach its end any more, the first reason first. */
  readonly failures: RunFailure[];
  /** Inventories in which the nodes of instances are looked up, the most likely first. */
  readonly inventories: Inventory[];
  /** Takes work that nobody waits for but the end of the run: traces on nodes that are no longer needed. */
  cleanUp(work: Promise<void>): void;
}

export interface RunFailure {
  readonly address: string;
  readonly reason: string;
  readonly stderr?: string;
}

/** Where members of a group wait for each other, so that one action carries all that are due. */
export interface Batches {
  /** A member that is due; resolves with whether its share succeeded. Its place among those that run is given back. */
  join(group: string, asked: InstanceAction, release: () => void): Promise<boolean>;
  /** A member has joined, or is not due. */
  decided(group: string): void;
}

/** One of the two directions of a run: what is made of the state, going forward or going back. */
export interface Course {
  readonly phase: 'forward' | 'undo';
  readonly graph: ResourceGraph;
  readonly inventory: Inventory;
  readonly known: Known;
  /** What each address may come to, and which replacements were asked for. Undefined: whatever the state asks for. */
  readonly may: ReadonlyMap<string, readonly string[]> | undefined;
  /** Addresses of deferred nodes of which the change set could not know the members: those that are new may be created. */
  readonly deferred: ReadonlySet<string>;
  readonly forced: ReadonlySet<string>;
  /** Addresses that are done already, by an earlier life of this run. */
  readonly finished: Set<string>;
  /** Those of them that were made or changed. */
  readonly acted?: ReadonlySet<string>;
  /** What becomes of nested stacks and groups that have hooks or restrictions. Undefined where these don't count. */
  readonly containers?: ReadonlyMap<string, ContainerAction>;
  readonly batches: Batches;
  /** The number of the batch in which a member of a group goes, by its address; of groups that have batches. */
  readonly batchNumbers: ReadonlyMap<string, number>;
  /** Whether nothing more is started: the run is to stop, or something failed on this course. */
  readonly stopped: () => boolean;
}
