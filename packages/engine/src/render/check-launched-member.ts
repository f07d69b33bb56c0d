import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { extendPath } from '../diagnostics/path.ts';
import { sameValue } from '../hot/same-value.ts';
import { Failure } from '../hot/scope.ts';
import { isList, isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import { autoScalingType, beginsEmpty, instanceType } from '../resource/scaled-members.ts';
import { checkLaunchConfiguration } from './check-launch-configuration.ts';
import { probeMember } from './probe-member.ts';
import type { Rendered } from './rendered.ts';
import type { ResourceRequest } from './resource-request.ts';

const property = 'LaunchConfigurationName';

/** What the members are called, whatever a registry says of that name. */
const scaledType = 'OS::Heat::ScaledResource';

/**
 * What is wrong with the members of a group of instances: with its reference to a launch configuration, and with one
 * instance that is made of it. A group that begins without members is not looked into, nor one whose instances take after
 * one that a cloud has. Heat: `instance_group.py`, _get_resource_definition, and `aws/autoscaling/autoscaling_group.py`,
 * _get_conf_properties; 19.0.
 */
export function checkLaunchedMember(
  request: ResourceRequest,
  group: string,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): readonly Diagnostic[] {
  const misfits = checkLaunchConfiguration(request);
  const launch = launchConfiguration(request);
  if (misfits.length > 0 || launch === undefined || beginsEmpty(group, request.properties)) return misfits;
  const { node, place } = launch;
  if (node.kind !== 'resource' || (node.properties.get('InstanceId') ?? null) !== null) return [];
  const ofGroup = propertiesOfGroup(request, group);
  const member = {
    version: request.stack.template.version,
    type: scaledType,
    mapping: { pattern: scaledType, target: instanceType, at: request.place.property([property]) },
    properties: new Map([...node.properties, ...ofGroup]),
    facade: new Map(node.metadata === undefined ? [] : [['metadata', node.metadata] as const]),
    place: placeOf(request.place, place, ofGroup),
  };
  return probeMember(request, member, renderMember);
}

/** The launch configuration that a group names; undefined where it is not known. */
function launchConfiguration({ properties, requires, stack }: ResourceRequest): Rendered | undefined {
  const named = properties.get(property) ?? null;
  const { launchConfigurations } = stack.rendering;
  const found = requires.flatMap((address) => launchConfigurations.get(address) ?? []);
  return found.find((each) => {
    const reference = each.reference();
    return !(reference instanceof Failure) && sameValue(reference, named, nothingMoved);
  });
}

const nothingMoved: ReadonlySet<string> = new Set();

/** What a group gives to each of its instances. Heat: `_tags` and `_get_conf_properties` of the same. */
function propertiesOfGroup({ properties, address }: ResourceRequest, group: string): ValueMap {
  const tags = listOf(properties.get('Tags'));
  const name = new Unknown({ kind: 'reference', address });
  const tag = (key: string): ValueMap =>
    new Map<string, Value>([
      ['Key', key],
      ['Value', name],
    ]);
  const isMetered = tags.some((each) => isMap(each) && String(each.get('Key')).startsWith('metering.'));
  const own = isMetered ? [] : [tag('metering.groupname')];
  if (group !== autoScalingType) return new Map([['Tags', [...tags, ...own]]]);
  const [subnet] = listOf(properties.get('VPCZoneIdentifier'));
  return new Map([
    ['Tags', [...tags, ...own, tag('metering.AutoScalingGroupName')]],
    ...(subnet === undefined ? [] : [['SubnetId', subnet] as const]),
  ]);
}

function listOf(value: Value | undefined): readonly Value[] {
  return value !== undefined && isList(value) ? value : [];
}

/** What the launch configuration gives stands there, what the group gives in the group. */
function placeOf(group: PropertyPlace, launch: PropertyPlace, ofGroup: ValueMap): PropertyPlace {
  return {
    at: group.at,
    path: extendPath(group.path, [property]),
    type: () => ({ at: group.property([property]), path: extendPath(group.path, [property]) }),
    property: (path, part) => {
      const [first] = path;
      return typeof first === 'string' && ofGroup.has(first) ? group.property([property]) : launch.property(path, part);
    },
  };
}
