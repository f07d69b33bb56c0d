/** How a group goes from one definition to the next, as far as numbers tell. */
export interface Capacity {
  /** How many members are wanted, and how many there are. */
  readonly target: number;
  readonly current: number;
  readonly maxBatchSize: number;
  readonly minInService: number;
}

/** One batch in numbers: how many members there are after it, and how many of them came to the new definition by it. */
export interface CapacityStep {
  readonly capacity: number;
  readonly renewed: number;
}

/** The batches of a group in numbers. Heat: `scaling/rolling_update.py`; `resource_group.py`, _get_batches. */
export function capacitySteps({ target, current, maxBatchSize, minInService }: Capacity): readonly CapacityStep[] {
  const steps: CapacityStep[] = [];
  let present = current;
  let updated = 0;
  while (updated < present || present !== target) {
    const leastLeft = Math.min(minInService, target, present);
    const renewed = Math.min(maxBatchSize, Math.max(target - updated, 0));
    const capacity = renewed + Math.max(Math.min(present, target - renewed), leastLeft);
    steps.push({ capacity, renewed });
    updated += renewed - Math.max(capacity - Math.max(present, target), 0);
    present = capacity;
  }
  return steps;
}

/**
 * The same for software on nodes that are there already. To keep enough members in service Heat makes more than are
 * wanted for a while; here there is no node that one more could be on, so that batches are made smaller instead, down to
 * one member. Where all that there are must stay in service, one after another is updated all the same.
 */
export function inPlace({ target, current, maxBatchSize, minInService }: Capacity): Capacity {
  const most = Math.max(target, current);
  const least = Math.min(minInService, target, current);
  const size = Math.max(1, Math.min(maxBatchSize, most - least));
  return { target, current, maxBatchSize: size, minInService: Math.min(least, Math.max(0, most - size)) };
}

export interface GroupMembers {
  /** The names that are wanted, in order. */
  readonly wanted: readonly string[];
  /** The names that there are now. */
  readonly present: ReadonlySet<string>;
  /** Of those that are wanted and there, which are to be changed. */
  readonly changing: ReadonlySet<string>;
}

/**
 * The batches in which a group's members are created and changed, by name: those that are missing before those that are
 * there, and of these the last one first. Each is in one batch; no batch is empty; what is only to go is in none, for it
 * goes when all else is done. Heat: `resource_group.py`, _assemble_for_rolling_update; `scaling/template.py`,
 * member_definitions.
 */
export function memberBatches(
  { wanted, present, changing }: GroupMembers,
  policy: Pick<Capacity, 'maxBatchSize' | 'minInService'>,
): readonly (readonly string[])[] {
  const missing = wanted.filter((name) => !present.has(name));
  const stale = wanted.filter((name) => present.has(name) && changing.has(name)).reverse();
  const capacity = inPlace({ target: wanted.length, current: present.size, ...policy });
  const batches: string[][] = [];
  let members = present.size;
  for (const step of capacitySteps(capacity)) {
    const created = missing.splice(0, Math.max(0, step.capacity - members));
    const changed = stale.splice(0, step.renewed - created.length);
    members = step.capacity;
    if (created.length + changed.length > 0) batches.push([...created, ...changed]);
  }
  // Names that take the place of others are made once Heat has counted to its end.
  const rest = [...missing, ...stale];
  while (rest.length > 0) batches.push(rest.splice(0, capacity.maxBatchSize));
  return batches;
}
