import { containsUnknown } from '../hot/marks.ts';
import { Failure } from '../hot/scope.ts';
import { findNode } from '../inventory/find-node.ts';
import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import type { Change, ChangeSet } from '../preview/change-set.ts';
import { currentInstances } from '../preview/current-instances.ts';
import { Known, type Reveal } from '../preview/known.ts';
import { type Prepared, prepareNode } from '../preview/prepare-node.ts';
import { unfoldMeans } from '../preview/preview-changes.ts';
import { unfoldGraph, unfolding } from '../preview/unfold-graph.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { effectiveInputs, scriptFor } from '../resource/deployment.ts';
import type { Instance, State } from '../state/state.ts';
import { alikeActions } from './alike-actions.ts';
import { type InstanceAction, secretsGiven, toolAction } from './instance-action.ts';
import { masker } from './mask.ts';
import type { CheckedMember, Tool, ToolContext } from './tools/tool.ts';

/** A node's answer to what a change would do to it; or why there is none. */
export type NodeAnswer =
  | CheckedMember
  /** What it would be given is not known before something else is applied. */
  | { readonly kind: 'waits'; readonly awaits: readonly string[] }
  /** Its tool can't say what it would do without doing it. */
  | { readonly kind: 'no-check-mode'; readonly tool: string };

export interface CheckRequest {
  readonly changes: ChangeSet;
  readonly graph: ResourceGraph;
  readonly inventory: Inventory;
  readonly state: State;
  readonly reveal: Reveal;
  readonly toolNamed: (name: string) => Tool | undefined;
  readonly context: ToolContext;
}

/**
 * Asks the nodes themselves what the creates and updates of a change set would change on them, by the tools that can.
 * Nothing is changed. Gives an answer for each deployment that would run something, by address; texts are masked.
 */
export async function checkNodes(request: CheckRequest): Promise<ReadonlyMap<string, NodeAnswer>> {
  const answers = new Map<string, NodeAnswer>();
  const asked = dueActions(request, answers);
  for (const [index, batch] of alikeActions(asked).entries()) {
    const tool = request.toolNamed(batch[0]?.script.script.tool ?? '');
    const action = toolAction(request.changes.deployment, batch, `check/preview/${index + 1}/1`);
    const { mask } = masker(secretsGiven(batch, request.reveal));
    for (const [address, answer] of (await tool?.checkRun?.(action, request.context)) ?? []) {
      answers.set(address, masked(answer, mask));
    }
  }
  return answers;
}

function masked(answer: CheckedMember, mask: (text: string) => string): CheckedMember {
  switch (answer.kind) {
    case 'checked':
      return { ...answer, text: mask(answer.text) };
    case 'failed':
      return { ...answer, reason: mask(answer.reason), text: mask(answer.text) };
    case 'unknown':
      return { ...answer, reason: mask(answer.reason) };
  }
}

/** What would be run, as far as it is known before anything is; for the rest an answer that says so. */
function dueActions(request: CheckRequest, answers: Map<string, NodeAnswer>): readonly InstanceAction[] {
  const { graph, state, reveal, changes } = request;
  const known = new Known(state.configs, reveal);
  const current = currentInstances(state);
  const byAddress = new Map(changes.changes.map((each) => [each.address, each]));
  const asked: InstanceAction[] = [];
  const means = unfoldMeans({ deployment: changes.deployment, reveal });
  for (const node of unfoldGraph(unfolding(graph), known, means, () => undefined)) {
    const { address } = node;
    const prepared = node?.kind === 'resource' ? prepareNode(node, known) : undefined;
    if (prepared === undefined || prepared instanceof Failure) continue;
    const change = byAddress.get(address);
    const instance = current.get(address);
    if (change?.kind === 'unchanged' && instance !== undefined) known.settle(address, instance.attributes);
    const due = change === undefined ? undefined : dueAction(request, prepared, change, instance);
    if (due === undefined) continue;
    const tool = due.script.script.tool;
    if (request.toolNamed(tool)?.checkRun === undefined) answers.set(address, { kind: 'no-check-mode', tool });
    else if (containsUnknown(prepared.properties))
      answers.set(address, { kind: 'waits', awaits: known.awaits(prepared.properties) });
    else asked.push(due);
  }
  return asked;
}

function dueAction(
  { inventory }: CheckRequest,
  { type, node, properties, config, digest }: Prepared,
  { may }: Change,
  instance: Instance | undefined,
): InstanceAction | undefined {
  const verb = may.includes('update')
    ? 'update'
    : may.includes('create') || may.includes('replace')
      ? 'create'
      : undefined;
  if (type.role !== 'deployment' || config === undefined || verb === undefined) return undefined;
  const action = verb === 'create' ? 'CREATE' : 'UPDATE';
  const given = withDefaults(type, properties);
  const script = scriptFor(config, given, action);
  const host: InventoryNode | undefined = findNode(inventory, String(properties.get('server')));
  if (script === undefined || host === undefined) return undefined;
  const begun: Instance = {
    id: verb === 'update' && instance !== undefined ? instance.id : 'not-there-yet',
    address: node.address,
    type: type.name,
    role: 'current',
    status: { action: verb, outcome: 'begun' },
    properties,
    ...(digest === undefined ? {} : { config: digest }),
    inputs: effectiveInputs(config, given),
    attributes: new Map(),
    requires: [],
    createdBy: 'check',
  };
  return { phase: 'forward', verb, action, config, script, node: host, instance: begun };
}
