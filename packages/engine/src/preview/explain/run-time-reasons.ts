import type { Path } from '../../diagnostics/path.ts';
import { writeAddress } from '../../hot/address.ts';
import { equalValues } from '../../hot/equal-values.ts';
import { walkAttribute } from '../../hot/functions/walk-path.ts';
import { Failure } from '../../hot/scope.ts';
import { isList, type Value } from '../../hot/value.ts';
import { configFiles } from '../../render/config-files.ts';
import type { ResourceOrigin } from '../../render/origins.ts';
import type { ResourceNode } from '../../render/revision.ts';
import { readSoftwareConfig } from '../../resource/read-software-config.ts';
import { resourceType } from '../../resource/resource-types.ts';
import { type ExplainContext, placed } from './explain-context.ts';
import type { Reason } from './explanation.ts';

/** An attribute that its resource has once it is deployed: its present value, and the scripts that write it. */
export function runTimeReason(
  context: ExplainContext,
  origin: ResourceOrigin,
  path: Path,
  follow: (address: string, path: Path) => readonly Reason[],
): Reason {
  const { address, node, place } = origin.rendered;
  const instance = context.current.get(address);
  const attribute = instance === undefined ? undefined : walkAttribute(instance.attributes, path, '2021-04-16');
  const deployed =
    instance === undefined ? 'not deployed yet' : `deployed: ${instance.status.action} ${instance.status.outcome}`;
  return {
    what: 'run-time',
    name: writeAddress({ address, kind: 'attribute', path }),
    detail: `${node.type}, ${deployed}`,
    ...placed(context, place.at),
    ...(attribute === undefined ? {} : { value: attribute }),
    reasons: node.kind === 'resource' ? scriptReasons(context, node, follow) : [],
  };
}

function scriptReasons(
  context: ExplainContext,
  deployment: ResourceNode,
  follow: (address: string, path: Path) => readonly Reason[],
): readonly Reason[] {
  const config = configOf(context, deployment);
  const type = config && resourceType(config.type);
  const read = config && type && readSoftwareConfig(type, config.properties);
  if (config === undefined || read === undefined) return [];
  const files = [...configFiles(config)];
  return read.scripts.flatMap(({ actions, tool }, index): Reason[] => {
    const [name, file] = files[index] ?? [];
    const does = actions ?? deploymentActions(deployment.properties.get('actions') ?? null);
    if (name === undefined || file === undefined || !does.some((each) => each === 'CREATE' || each === 'UPDATE'))
      return [];
    return [
      { what: 'script', name, detail: `${tool}, ${does.join(' ')}`, reasons: follow(config.address, file.property) },
    ];
  });
}

function deploymentActions(value: Value): readonly string[] {
  return isList(value) ? value.map(String) : ['CREATE', 'UPDATE'];
}

/** The config that a deployment runs; of those with the same content one that it names before others. */
function configOf({ origins }: ExplainContext, deployment: ResourceNode): ResourceNode | undefined {
  const named = deployment.properties.get('config') ?? null;
  const matching = [...origins.resources.values()].flatMap(({ rendered }) => {
    const { node } = rendered;
    if (node.kind !== 'resource' || resourceType(node.type)?.role !== 'config') return [];
    const reference = rendered.reference();
    return !(reference instanceof Failure) && equalValues(reference, named) ? [node] : [];
  });
  return matching.find((each) => deployment.requires.includes(each.address)) ?? matching[0];
}
