import type { Change, ChangeSet } from './change-set.ts';

const renewedType = 'OS::Heat::UpdateWaitConditionHandle';

/**
 * The handles of wait conditions that are made anew because anything else changes. Heat makes them anew by every update,
 * also one that changes nothing: `wait_condition_handle.py`, UpdateWaitConditionHandle.update; wallaby.
 */
export function handlesToRenew({ changes }: Pick<ChangeSet, 'changes'>): readonly string[] {
  const isHandle = ({ type, kind, instance }: Change): boolean =>
    type === renewedType && (kind === 'unchanged' || (kind === 'deferred' && instance !== undefined));
  return changes.some((each) => each.kind !== 'unchanged') ? changes.filter(isHandle).map((each) => each.address) : [];
}

/** Addresses that a change set replaces though nothing of them differs: asked for, or made anew by every change. */
export function forcedAddresses({ forced, changes }: Pick<ChangeSet, 'forced' | 'changes'>): ReadonlySet<string> {
  // One that may come not to be wanted any more is made anew where it still is.
  const renewed = changes.filter(
    ({ type, kind }) => type === renewedType && (kind === 'replace' || kind === 'deferred'),
  );
  return new Set([...forced, ...renewed.map((each) => each.address)]);
}
