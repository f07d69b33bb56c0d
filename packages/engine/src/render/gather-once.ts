import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import type { Rendered } from './rendered.ts';
import type { Rendering } from './rendering.ts';

type Members = ReadonlyMap<string, Rendered>;

/** What is gathered from all members of a group. */
export interface Gathering {
  /** The values alone, or each by its member's key. */
  readonly form: 'list' | 'map';
  /** What is asked of each; undefined where it has no short name, so that it is never kept. */
  readonly name: string | undefined;
  /** The attribute that is asked for under a path: who has none of that name has none under any path. */
  readonly attribute?: string;
  readonly ask: (member: Rendered) => Value | Failure;
  /** Whether nobody is asked after the first that fails. */
  readonly stops?: true;
}

interface Gathered {
  /** The configs of the rendering for which it was gathered: each rendering has a map of its own. */
  readonly rendering: Rendering['configsByAddress'];
  readonly values: Map<string, Value>;
  /** Of what could not be gathered, the first member that fails. */
  readonly failing: Map<string, Rendered>;
}

/** How many items are kept for one group: there may be as many paths as there are resources. */
const mostItems = 2_000_000;

/** What was gathered from the members of a group. */
const known = new WeakMap<Members, Gathered>();

/**
 * What is gathered from all members of a group, worked out when it is first asked for and kept: each of very many
 * resources may ask for one item of it. A group that is rendered again has other members; of one that is taken from memory
 * it is gathered anew in each rendering, in which what a member gives stays the same. Failures are not kept, for each who
 * meets one tells it; but only the member that fails is asked again.
 */
export function gatherOnce(
  { configsByAddress: rendering }: Pick<Rendering, 'configsByAddress'>,
  members: Members,
  gathering: Gathering,
): Value | Failure {
  if (gathering.name === undefined) return gather(members, gathering).value;
  const gathered = gatheredIn(rendering, members);
  const name = `${gathering.form} ${gathering.name}`;
  const kept = gathered.values.get(name);
  if (kept !== undefined) return kept;
  const failing = gathered.failing.get(name) ?? gathered.failing.get(underAnyPath(gathering));
  const again = failing === undefined ? undefined : gathering.ask(failing);
  if (again instanceof Failure) return again;
  const found = gather(members, gathering);
  if (found.failing !== undefined)
    gathered.failing.set(walkPaths(members) ? name : underAnyPath(gathering), found.failing);
  else if (gathered.values.size * members.size <= mostItems) gathered.values.set(name, found.value);
  return found.value;
}

/** Whether a member walks paths itself, so that it may fail under one and not under another. */
function walkPaths(members: Members): boolean {
  return [...members.values()].some(({ attributeUnder }) => attributeUnder !== undefined);
}

function underAnyPath({ form, name = '', attribute }: Gathering): string {
  return attribute === undefined ? `${form} ${name}` : `${form} any path of ${attribute}`;
}

function gatheredIn(rendering: Gathered['rendering'], members: Members): Gathered {
  const found = known.get(members);
  if (found?.rendering === rendering) return found;
  const gathered = { rendering, values: new Map(), failing: new Map() };
  known.set(members, gathered);
  return gathered;
}

type Found =
  | { readonly value: Value; readonly failing?: undefined }
  | { readonly value: Failure; readonly failing: Rendered };

function gather(members: Members, { form, ask, stops }: Gathering): Found {
  const values = new Map<string, Value>();
  let failed: Found | undefined;
  for (const [key, member] of members) {
    const value = ask(member);
    if (!(value instanceof Failure)) values.set(key, value);
    else failed ??= { value, failing: member };
    if (stops && failed !== undefined) break;
  }
  return failed ?? { value: form === 'map' ? values : [...values.values()] };
}
