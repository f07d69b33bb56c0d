import { isDeploymentGroup } from '../render/render-deployment-group.ts';
import type { ContainerNode, ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import type { Change, GroupBatches } from './change-set.ts';
import { inPlace, memberBatches } from './member-batches.ts';

/**
 * In which batches the members of each group that has a policy are created or changed. A group that has no member yet
 * goes by `batch_create`; one of which a member changes by `rolling_update`, and a group of deployments always. Else all
 * members go at once, as they do without a policy. Heat: `resource_group.py`, handle_create and handle_update.
 */
export function groupBatches(
  graph: Pick<ResourceGraph, 'nodes'>,
  state: Pick<State, 'instances'>,
  changes: readonly Pick<Change, 'kind' | 'address'>[],
): readonly GroupBatches[] {
  const groups = new Map<string, ContainerNode>();
  for (const node of graph.nodes.values()) {
    if (node.kind === 'container' && node.updatePolicy !== undefined) groups.set(node.address, node);
  }
  if (groups.size === 0) return [];
  const present = new Map<string, Set<string>>();
  for (const { role, address } of state.instances.values())
    if (role === 'current') addMembers(present, groups, address);
  const changing = new Map<string, Set<string>>();
  for (const { kind, address } of changes) {
    if (kind !== 'unchanged' && kind !== 'delete' && kind !== 'forget') addMembers(changing, groups, address);
  }
  const wanted = new Map<string, string[]>();
  for (const { within, address } of graph.nodes.values()) {
    if (within === undefined || !groups.has(within)) continue;
    const members = wanted.get(within);
    if (members === undefined) wanted.set(within, [address]);
    else members.push(address);
  }
  const none: ReadonlySet<string> = new Set();
  return [...groups.values()].flatMap((group) =>
    batchesOf(group, {
      wanted: wanted.get(group.address) ?? [],
      present: present.get(group.address) ?? none,
      changing: changing.get(group.address) ?? none,
    }),
  );
}

/** Notes the members of groups that lie on the way to an address. */
function addMembers(found: Map<string, Set<string>>, groups: ReadonlyMap<string, unknown>, address: string): void {
  for (let slash = address.indexOf('/'); slash >= 0; slash = address.indexOf('/', slash + 1)) {
    const group = address.slice(0, slash);
    if (!groups.has(group)) continue;
    const end = address.indexOf('/', slash + 1);
    const members = found.get(group) ?? new Set();
    members.add(end < 0 ? address : address.slice(0, end));
    found.set(group, members);
  }
}

interface Members {
  readonly wanted: readonly string[];
  readonly present: ReadonlySet<string>;
  readonly changing: ReadonlySet<string>;
}

function batchesOf({ address, type, updatePolicy }: ContainerNode, members: Members): readonly GroupBatches[] {
  const { wanted, present, changing } = members;
  const isNew = present.size === 0;
  const policy = isNew ? updatePolicy?.batchCreate : updatePolicy?.rollingUpdate;
  const isRolling = wanted.some((member) => present.has(member) && changing.has(member)) || isDeploymentGroup(type);
  if (policy === undefined || (!isNew && !isRolling)) return [];
  const { pauseTime } = policy;
  const { maxBatchSize, minInService } = inPlace({
    target: wanted.length,
    current: present.size,
    maxBatchSize: policy.maxBatchSize,
    minInService: isNew ? 0 : (updatePolicy?.rollingUpdate?.minInService ?? 0),
  });
  // What is wanted and not there comes to be only if something in it does.
  const made = { wanted: wanted.filter((each) => present.has(each) || changing.has(each)), present, changing };
  const batches = memberBatches(made, { maxBatchSize, minInService });
  if (batches.length === 0) return [];
  const kind = isNew ? 'batch_create' : 'rolling_update';
  return [{ group: address, policy: kind, maxBatchSize, minInService, pauseTime, batches }];
}
