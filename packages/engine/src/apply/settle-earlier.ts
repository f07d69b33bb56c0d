import { findNode } from '../inventory/find-node.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import type { Instance, UnendedAction } from '../state/state.ts';
import type { RunContext } from './run-context.ts';

/** What is to be begun, as far as it counts here. */
interface Asked {
  readonly instance: Instance;
  readonly node: InventoryNode;
}

/** Whether something may still run of an earlier action on an instance, or on the one whose place it takes. */
export function hasUnended(context: RunContext, asked: Asked): boolean {
  return unendedOf(context, asked).length > 0;
}

/**
 * Ends what may still run of earlier actions whose end never became known (their node was not reached): two scripts must
 * not work on the same thing. Gives why that can't be done; then nothing may be begun.
 */
export async function settleEarlier(context: RunContext, asked: Asked): Promise<string | undefined> {
  for (const unended of unendedOf(context, asked)) {
    const reason = await endAction(context, asked, unended);
    if (reason !== undefined) return `an earlier action on it may still run on ${unended.node}: ${reason}`;
  }
  return undefined;
}

function unendedOf(
  { recorder: { state } }: RunContext,
  { instance: { id, replaces } }: Asked,
): readonly UnendedAction[] {
  const instances = [state.instance(id), replaces === undefined ? undefined : state.instance(replaces)];
  return instances.flatMap((each) => (each?.unended === undefined ? [] : [each.unended]));
}

async function endAction(
  context: RunContext,
  asked: Asked,
  { action, tool: name, node: nodeName }: UnendedAction,
): Promise<string | undefined> {
  const tool = context.means.toolNamed(name);
  const inventories = context.inventories.map((each) => findNode(each, nodeName));
  const node = asked.node.name === nodeName ? asked.node : inventories.find((each) => each !== undefined);
  if (tool?.end === undefined) return undefined;
  if (node === undefined) return 'it is no longer in the inventory';
  const reason = await tool.end(action, node, context.tools);
  if (reason === undefined) context.cleanUp(tool.forget(action, [node], context.tools));
  return reason;
}

/** An instance on which nothing is known to run any more. */
export function settled(instance: Instance): Instance {
  const { unended: _, ...rest } = instance;
  return rest;
}
