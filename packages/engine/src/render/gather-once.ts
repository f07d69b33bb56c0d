import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import type { Rendered } from './rendered.ts';
import type { Rendering } from './rendering.ts';

interface Gathered {
  /** The configs of the rendering for which it was gathered: each rendering has a map of its own. */
  readonly rendering: Rendering['configsByAddress'];
  readonly values: Map<string, Value>;
}

/** What was gathered from the members of a group. */
const known = new WeakMap<ReadonlyMap<string, Rendered>, Gathered>();

/**
 * What `gather` gathers from all members of a group under a name, worked out when it is first asked for and kept: each of
 * very many resources may ask for one item of it. A group that is rendered again has other members; of one that is taken
 * from memory it is gathered anew in each rendering, in which what a member gives stays the same. Failures are not kept.
 */
export function gatherOnce(
  { configsByAddress: rendering }: Pick<Rendering, 'configsByAddress'>,
  members: ReadonlyMap<string, Rendered>,
  name: string,
  gather: () => Value | Failure,
): Value | Failure {
  let gathered = known.get(members);
  if (gathered?.rendering !== rendering) {
    gathered = { rendering, values: new Map() };
    known.set(members, gathered);
  }
  const kept = gathered.values.get(name);
  if (kept !== undefined) return kept;
  const value = gather();
  if (!(value instanceof Failure)) gathered.values.set(name, value);
  return value;
}
