import type { Instance, State } from '../state/state.ts';

/** The current instance of each address. */
export function currentInstances(state: Pick<State, 'instances'>): ReadonlyMap<string, Instance> {
  const current = new Map<string, Instance>();
  for (const instance of state.instances.values()) {
    if (instance.role === 'current') current.set(instance.address, instance);
  }
  return current;
}
