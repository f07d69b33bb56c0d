import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { Failure } from '../hot/scope.ts';
import { isMap, type Value, type ValueMap } from '../hot/value.ts';
import { readDeletionWord } from '../render/deletion-policy.ts';
import type { ResourceNode } from '../render/revision.ts';
import { checkProperties } from '../resource/check-properties.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import type { Known } from './known.ts';

/** A node with its properties and policy filled in as far as they are known, checked again where they were awaited. */
export interface Prepared {
  readonly node: ResourceNode;
  readonly type: ResourceType;
  readonly properties: ValueMap;
  readonly metadata?: Value;
  /** Of a deployment whose config is known. */
  readonly digest?: string;
  readonly config?: SoftwareConfig;
}

/** Fills in a node's properties against what is known. A config becomes known to its deployments by this. */
export function prepareNode(node: ResourceNode, known: Known): Prepared | Failure {
  const type = resourceType(node.type);
  if (type === undefined)
    return new Failure([problem('resource-type', `Type ${node.type} can't be applied`, { path: node.address })]);
  // What is adopted stays as it is, so nobody asks whether its properties would do.
  if (node.externalId !== undefined) return { node, type, properties: node.properties };
  const resolved = known.resolve(node.properties);
  if (resolved instanceof Failure) return relocated(resolved, node.address);
  if (!isMap(resolved)) throw new Error(`properties of ${node.address} came out as no map`);
  const checked = checkProperties(type, resolved, { path: node.address });
  if (checked.value === undefined || hasErrors(checked.problems)) return new Failure(checked.problems);
  const properties = checked.value;
  if (type.role === 'config') known.learnConfig(node.address, type, properties);
  const metadata = node.metadata === undefined ? undefined : known.resolve(node.metadata);
  if (metadata instanceof Failure) return relocated(metadata, node.address);
  const decided = decideRetention(node, known);
  if (decided instanceof Failure) return decided;
  const prepared = { node: decided, type, properties, ...(metadata === undefined ? {} : { metadata }) };
  return type.role === 'deployment' ? withConfig(prepared, known) : prepared;
}

/** A deletion policy that was awaited, as it comes out; it stays awaited while that is not known. */
function decideRetention(node: ResourceNode, known: Known): ResourceNode | Failure {
  const { deletionPolicy: awaited, ...rest } = node;
  if (typeof awaited !== 'object') return node;
  const value = known.resolve(awaited.value);
  const path = `${node.address}: deletion_policy`;
  if (value instanceof Failure) return new Failure(value.problems.map((each) => ({ ...each, path })));
  if (containsUnknown(value)) return { ...rest, deletionPolicy: { ...awaited, value } };
  const read = readDeletionWord(value, awaited.oneOf);
  if (read.value === undefined) return new Failure(read.problems.map((each) => ({ ...each, path })));
  return read.value === 'Delete' ? rest : { ...rest, deletionPolicy: read.value };
}

function withConfig(prepared: Prepared, known: Known): Prepared | Failure {
  const digest = prepared.properties.get('config');
  if (typeof digest !== 'string') return prepared;
  const config = known.configs.get(digest);
  if (config !== undefined) return { ...prepared, digest, config };
  return new Failure([
    problem('config-unknown', `"${digest}" is no config of this plan`, {
      path: `${prepared.node.address}:config`,
      expected: '{get_resource: NAME} of a SoftwareConfig, StructuredConfig or SoftwareComponent',
    }),
  ]);
}

function relocated(failure: Failure, address: string): Failure {
  return new Failure(
    failure.problems.map((each) => ({ ...each, path: each.path === undefined ? address : `${address}: ${each.path}` })),
  );
}
