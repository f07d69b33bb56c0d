import { checkNodes, type NodeAnswer } from '../apply/check-nodes.ts';
import { toolNamed } from '../apply/tools/registry.ts';
import { openTransports } from '../apply/transports/transport-for.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import { inventoryFile } from '../plan/deployment-inputs.ts';
import type { ChangeSet } from '../preview/change-set.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import { secretsOf } from '../store/secrets.ts';
import type { Store } from '../store/store.ts';

export interface AskNodes {
  readonly changes: ChangeSet;
  readonly graph: ResourceGraph;
  /** The revision's tree. */
  readonly files: ReadonlyMap<string, string>;
  readonly state: State;
  readonly store: Store;
}

/** Asks the nodes what a change set would change on them. */
export async function askNodes({
  changes,
  graph,
  files,
  state,
  store,
}: AskNodes): Promise<ReadonlyMap<string, NodeAnswer>> {
  const inventory = parseInventory(files.get(inventoryFile) ?? '', inventoryFile).value;
  if (inventory === undefined) return new Map();
  const { transportFor, knownHosts, close } = openTransports(store.directory);
  const { reveal } = secretsOf(store);
  const context = {
    transport: transportFor,
    timeout: undefined,
    signal: new AbortController().signal,
    knownHosts,
    secret: reveal,
  };
  return checkNodes({ changes, graph, inventory, state, reveal, toolNamed, context }).finally(close);
}
