import { Failure } from '../hot/scope.ts';
import { findNode } from '../inventory/find-node.ts';
import type { ResourceGraph, ResourceNode } from '../render/revision.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Course } from './run-context.ts';

/**
 * Why members that have just come to be known can't be brought about, before anything is done to one of them: a type that
 * nothing here can make, or a server that is no node of the inventory. Undefined where nothing stands against it, as far as
 * that is known by now.
 */
export function againstMembers(
  { known, inventory, phase }: Pick<Course, 'known' | 'inventory' | 'phase'>,
  { nodes }: Pick<ResourceGraph, 'nodes'>,
): string | undefined {
  // The way back leads to what has been there.
  if (phase === 'undo') return undefined;
  for (const node of nodes.values()) {
    const role = node.kind === 'resource' && node.externalId === undefined ? resourceType(node.type)?.role : undefined;
    if (node.kind !== 'resource' || role === undefined) continue;
    if (role === 'foreign') return `${node.address}: there is no provider for ${node.type}`;
    const server = role === 'deployment' ? serverOf(node, known) : undefined;
    if (server !== undefined && findNode(inventory, server) === undefined)
      return `${node.address}: the inventory has no node "${server}"`;
  }
  return undefined;
}

function serverOf({ properties }: ResourceNode, known: Course['known']): string | undefined {
  const server = known.resolve(properties.get('server') ?? null);
  return server instanceof Failure || typeof server !== 'string' ? undefined : server;
}
