import type { StateStep } from '../state/state.ts';
import type { RunPhase } from './run-phase.ts';
import type { WaitAdvanced, WaitEnded, WaitStarted } from './waiting.ts';

/** `forget` lets an instance go as it is, and does nothing else. */
export type RunPurpose = 'apply' | 'remove' | 'forget';
export type RunStatus = 'running' | 'done' | 'rolled back' | 'failed' | 'rollback failed' | 'interrupted';

/**
 * One line of a run's journal, written before or after each thing that is done. Entries are the run's events too: what a
 * person sees of a run is told from them alone. An entry may carry the step of the state that it stands for; both are
 * stored in one transaction.
 */
export type JournalEntry = JournalFact & {
  readonly formatVersion: 1;
  readonly run: string;
  /** Counts the entries of the run from 1. */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly step?: StateStep;
};

export type JournalFact =
  | RunStarted
  /** Resources for which nothing runs on a node: values, configs, deployments without a script for this moment. */
  | ResourcesRecorded
  /** Resources whose awaited values came out equal. */
  | { readonly kind: 'resources-skipped'; readonly addresses: readonly string[] }
  /** Instances that were let go as they are, by their deletion policy or by a person: nothing was run for them. */
  | { readonly kind: 'resources-retained'; readonly addresses: readonly string[] }
  /** A resource could not even be begun: what it awaits came out as something that it can't take. */
  | { readonly kind: 'resource-failed'; readonly address: string; readonly reason: string }
  | ActionStarted
  | ActionEnded
  | WaitStarted
  | WaitAdvanced
  | WaitEnded
  | { readonly kind: 'committed' }
  | { readonly kind: 'undo-started'; readonly reason: string; readonly revision: string | null }
  | { readonly kind: 'run-interrupted'; readonly reason: string }
  | { readonly kind: 'run-resumed'; readonly mode: 'resume' | 'rollback' }
  | RunEnded;

export interface RunStarted {
  readonly kind: 'run-started';
  readonly deployment: string;
  readonly purpose: RunPurpose;
  /** The revision that was deployed, to which a failure goes back. */
  readonly base: string | null;
  /** The revision that is applied; null where all is removed. */
  readonly target: string | null;
  readonly rollback: boolean;
}

export interface ResourcesRecorded {
  readonly kind: 'resources-recorded';
  readonly addresses: readonly string[];
  /** What that is to them; absent in journals of earlier versions. */
  readonly verb?: 'create' | 'update' | 'replace' | 'delete';
}

export interface ActionStarted {
  readonly kind: 'action-started';
  /** STORE/RUN/SEQUENCE/ATTEMPT. */
  readonly action: `${string}/${string}/${number}/${number}`;
  readonly phase: RunPhase;
  readonly address: string;
  readonly instance: string;
  readonly verb: 'create' | 'update' | 'delete';
  /** The instance in whose place it creates another. */
  readonly replaces?: string;
  /** Which of the config's scripts, and on which node. */
  readonly script: number;
  readonly node: string;
  readonly tool: string;
}

export interface ActionEnded {
  readonly kind: 'action-ended';
  readonly action: ActionStarted['action'];
  readonly address: string;
  readonly instance: string;
  readonly outcome: 'succeeded' | 'failed' | 'unknown' | 'absent';
  readonly reason?: string;
  /** Masked. */
  readonly log?: { readonly stdout: string; readonly stderr: string; readonly status: number | null };
}

export interface RunEnded {
  readonly kind: 'run-ended';
  readonly status: RunStatus;
  readonly reason?: string;
  /** Addresses of instances that could not be removed. */
  readonly leftovers: readonly string[];
  /** What was done and can't be undone: a script without UPDATE or DELETE. */
  readonly notUndone: readonly string[];
}
