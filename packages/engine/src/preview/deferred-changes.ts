import type { DeferredNode } from '../render/revision.ts';
import type { Instance } from '../state/state.ts';
import type { Branch, Change } from './change-set.ts';

/** What may come of an instance whose address a deferred node may come to want or not. */
const anyBranch: readonly Branch[] = ['unchanged', 'update', 'replace', 'delete', 'forget'];

/**
 * What may come of a deferred node that can't be expanded yet: members that are not there may be created, and each that
 * is there may be changed, removed or left alone. `forced` are addresses whose replacement was asked for; those that are
 * found are taken out.
 */
export function deferredChanges(
  node: DeferredNode,
  current: ReadonlyMap<string, Instance>,
  forced: Set<string>,
): readonly Change[] {
  const { address, type, awaits } = node;
  const whole: Change = {
    address,
    type,
    kind: 'deferred',
    may: ['create'],
    causes: [{ path: 'members', awaits, replaces: false }],
  };
  const present = [...current.values()].filter((each) => isWithin(each.address, address));
  return [whole, ...present.map((each) => changeOfPresent(each, awaits, forced.delete(each.address)))];
}

function changeOfPresent({ address, type, id }: Instance, awaits: readonly string[], forced: boolean): Change {
  return {
    address,
    type,
    kind: 'deferred',
    may: forced ? ['replace', 'delete', 'forget'] : anyBranch,
    instance: id,
    causes: [{ path: 'wanted', awaits, replaces: false }],
    ...(forced ? { because: 'its replacement was asked for' } : {}),
  };
}

/** Whether an address lies in a container. */
export function isWithin(address: string, container: string): boolean {
  return address.startsWith(`${container}/`);
}

/** The addresses of all containers that an address lies in, the innermost first. */
export function containersOf(address: string): readonly string[] {
  const found: string[] = [];
  for (let slash = address.lastIndexOf('/'); slash > 0; slash = address.lastIndexOf('/', slash - 1))
    found.push(address.slice(0, slash));
  return found;
}
