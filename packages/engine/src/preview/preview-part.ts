import { type Checked, type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { findCycle } from '../graph/find-cycle.ts';
import { findNode } from '../inventory/find-node.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { Limited } from './change-set.ts';
import { choosePart, type Limits } from './choose-part.ts';
import { currentInstances } from './current-instances.ts';
import { executionGraph } from './execution-order.ts';
import { partGraph } from './part-graph.ts';
import { type PreviewRequest, previewChanges, previewUnfolded, unfoldMeans } from './preview-changes.ts';
import { unfoldByState } from './unfold-by-state.ts';

export interface PartPreviewRequest extends Omit<PreviewRequest, 'graph' | 'target' | 'limited'> {
  /** All that is wanted, and with which inventory. */
  readonly graph: ResourceGraph;
  readonly inventory: Inventory;
  /** The graph that was applied last, if any was. */
  readonly base: ResourceGraph | undefined;
  readonly limits: Limits;
}

/** A part of what is wanted, to be previewed and applied like any graph. */
export interface WantedPart {
  readonly graph: ResourceGraph;
  readonly limited: Limited;
}

/**
 * Makes of a wanted graph the one that a part of it leads to: see `choosePart` and `partGraph`. Problems are unknown
 * addresses, a replacement that is asked for and left out, and what stays on a node that is no longer there.
 */
export function previewPart(request: PartPreviewRequest): Checked<WantedPart> {
  const { state, limits } = request;
  const whole = previewUnfolded({ ...request, target: null });
  if (whole.value === undefined) return { problems: whole.problems };
  const { changes, graph: wanted } = whole.value;
  if (wanted === null) throw new Error('a graph came out as none');
  const part = choosePart({ ...limits, state, graph: wanted, changes: changes.changes });
  if (part.value === undefined) return { problems: part.problems };
  const { chosen, leftOut } = part.value;
  const problems = [...forcedProblems(request, chosen), ...nodeProblems(request, chosen)];
  const graph = hasErrors(problems)
    ? undefined
    : truePart({ ...request, graph: wanted, base: deployedBase(request) }, chosen);
  if (graph === undefined) return { problems };
  if (findCycle(executionGraph(graph)) !== undefined) problems.push(inseparable());
  const { targets, excludes } = limits;
  return hasErrors(problems) ? { problems } : { value: { graph, limited: { targets, excludes, leftOut } }, problems };
}

/** The graph that was applied last, with what was deferred in it as it came out. */
function deployedBase(request: PartPreviewRequest): ResourceGraph | undefined {
  const { base, state } = request;
  return base && unfoldByState(base, state, unfoldMeans(request)).graph;
}

/** The part's graph, in which all that stays is unchanged: what the last graph would have it be now is not what it is. */
function truePart(request: PartPreviewRequest, chosen: ReadonlySet<string>): ResourceGraph {
  const { graph: wanted, base, state } = request;
  let frozen: ReadonlySet<string> = new Set();
  for (;;) {
    const graph = partGraph({ wanted, base, state, chosen, frozen });
    const preview = previewChanges({ ...request, forced: [], graph, target: null });
    const unsound = preview.value === undefined ? [...currentInstances(state).keys()] : [];
    const changed = (preview.value?.changes ?? []).filter((each) => each.kind !== 'unchanged');
    const moved = [...unsound, ...changed.map((each) => each.address)].filter((each) => !chosen.has(each));
    const next = new Set([...frozen, ...moved]);
    if (next.size === frozen.size) return graph;
    frozen = next;
  }
}

function forcedProblems({ forced }: PartPreviewRequest, chosen: ReadonlySet<string>): readonly Diagnostic[] {
  return forced
    .filter((address) => !chosen.has(address))
    .map((address) =>
      problem('address-unknown', `'${address}' is to be replaced, and is left out`, {
        hint: `Name it as a target too, or leave out '--replace ${address}'`,
      }),
    );
}

function nodeProblems({ state, inventory }: PartPreviewRequest, chosen: ReadonlySet<string>): readonly Diagnostic[] {
  return [...currentInstances(state).values()].flatMap(({ address, node }) => {
    if (node === undefined || chosen.has(address) || findNode(inventory, node) !== undefined) return [];
    return [
      problem('node-unknown', `'${address}' would be left as it is on "${node}", which is not in the inventory`, {
        path: address,
        hint: `Name '${address}' as a target too, or put "${node}" back into the inventory`,
      }),
    ];
  });
}

function inseparable(): Diagnostic {
  return problem('reference-cycle', 'What is chosen and what is left out would wait for each other', {
    hint: 'Choose more, or apply all',
  });
}
