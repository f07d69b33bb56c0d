import { localTransport } from '../apply/transports/local.ts';
import type { NodeRecord, Transport } from '../apply/transports/transport.ts';
import type { InventoryNode } from '../inventory/inventory.ts';

/**
 * The way to each node, by how its inventory says that it is reached. Nothing meant for another machine is ever run on
 * this one: a node for whose connection there is no transport is unreachable.
 */
export function nodeTransports(): (node: InventoryNode) => Transport {
  const local = localTransport();
  return ({ name, connection }) => (connection.kind === 'local' ? local : noTransport(name));
}

function noTransport(name: string): Transport {
  const answer = async (): Promise<NodeRecord> => ({
    kind: 'unreachable',
    reason: `there is no transport yet for the connection of node "${name}"`,
  });
  return { run: answer, ask: answer, wait: answer, kill: answer, remove: async () => undefined };
}
