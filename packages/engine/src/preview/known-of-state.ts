import type { State } from '../state/state.ts';
import { currentInstances } from './current-instances.ts';
import { instanceReference } from './instance-reference.ts';
import { Known, type Reveal } from './known.ts';

/** What is known of resources by what is deployed of them. */
export function knownOfState(state: State, reveal: Reveal): Known {
  const known = new Known(state.configs, reveal);
  for (const [address, instance] of currentInstances(state)) {
    known.settle(address, instance.attributes);
    known.referTo(address, instanceReference(instance));
  }
  return known;
}
