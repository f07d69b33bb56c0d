import { type OpenWait, openWaits } from '../event/open-waits.ts';
import { type HookType, hookTypes } from '../hot/environment.ts';
import { readEntries } from '../store/journal.ts';
import { listRuns, type Run } from '../store/runs.ts';
import { clearHook } from '../store/signals.ts';
import type { Store } from '../store/store.ts';
import type { Carry, Operation } from './operation.ts';
import { done, invalidBecause, type Outcome } from './outcome.ts';
import { unknownDeployment } from './resource-operations.ts';

/** A hook at which a run is stopped. */
export interface PendingHook {
  readonly address: string;
  readonly hook: HookType;
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** `hook list`: where the run of a deployment is stopped. */
export type ListHooks = Operation<
  { readonly name: string },
  { readonly deployment: string; readonly hooks: readonly PendingHook[] }
>;

export const listHooks: Carry<ListHooks> = async ({ name }, context) => {
  const failure = await unknownDeployment(name, context);
  if (failure !== undefined) return failure;
  return done({ deployment: name, hooks: pendingHooks(context.store, name).map(({ pending }) => pending) });
};

/** `hook clear`: lets the run of a deployment go on. Without hooks all at the address, without an address all. */
export type ClearHooks = Operation<
  { readonly name: string; readonly address?: string; readonly hooks: readonly HookType[] },
  ClearedHooks
>;

export interface ClearedHooks {
  readonly deployment: string;
  readonly run: string;
  /** Interrupted: it goes on once it is resumed. */
  readonly status: Run['status'];
  readonly cleared: readonly PendingHook[];
}

export const clearPendingHooks: Carry<ClearHooks> = async ({ name, address, hooks }, context) => {
  const failure = await unknownDeployment(name, context);
  return failure ?? clearHooks(context.store, name, address, hooks);
};

/** Whether a text names a hook. */
export function isHook(text: string): text is HookType {
  return hookTypes.some((each) => each === text);
}

/** Clears hooks at which a run is stopped. Each hook that is named must be one; Heat: `resource.py`, _signal_check_hook. */
export function clearHooks(
  store: Store,
  name: string,
  address: string | undefined,
  hooks: readonly HookType[],
): Outcome<ClearedHooks> {
  const pending = pendingHooks(store, name);
  const there = pending.filter(({ pending: each }) => address === undefined || each.address === address);
  const missing = hooks.find((hook) => there.every(({ pending: each }) => each.hook !== hook));
  const chosen = there.filter(({ pending: each }) => hooks.length === 0 || hooks.includes(each.hook));
  const [first] = chosen;
  if (first === undefined || missing !== undefined) {
    const where = address === undefined ? `'${name}'` : `'${address}' in '${name}'`;
    const what = missing === undefined ? 'a hook' : `the hook ${missing}`;
    const others = pending.map(({ pending: each }) => `${each.address} at ${each.hook}`).join(', ');
    const hint = others === '' ? `No run of '${name}' is stopped at a hook` : `It is stopped: ${others}`;
    return invalidBecause('hook-unknown', `Nothing is stopped at ${what} of ${where}`, hint);
  }
  for (const { run, wait } of chosen) clearHook(store, run.id, wait);
  const { id, status } = first.run;
  return done({ deployment: name, run: id, status, cleared: chosen.map(({ pending: each }) => each) });
}

interface Found {
  readonly run: Run;
  readonly wait: OpenWait;
  readonly pending: PendingHook;
}

/** Those of the latest run, which alone may go on. */
function pendingHooks(store: Store, name: string): readonly Found[] {
  const [run] = listRuns(store, name, 1);
  if (run === undefined || (run.status !== 'running' && run.status !== 'interrupted')) return [];
  return openWaits(readEntries(store, run.id)).flatMap((wait) => {
    if (wait.awaits.kind !== 'hook') return [];
    const pending = { address: wait.address, hook: wait.awaits.hook, run: run.id, since: wait.time };
    return [{ run, wait, pending }];
  });
}
