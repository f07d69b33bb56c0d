import { hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { extendPath } from '../diagnostics/path.ts';
import { Failure } from '../hot/scope.ts';
import { isMap, Unknown, type Value, type ValueMap } from '../hot/value.ts';
import { checkProperties } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { noOutput } from './attribute-problem.ts';
import { type Gathering, gatherOnce } from './gather-once.ts';
import { attributeUnder } from './member-attribute.ts';
import { renderDeferred } from './render-deferred.ts';
import { type PlannedMember, renderMembers } from './render-members.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import { awaitedPolicies, batchesOf, checkPlace, placedNode, type ResourceRequest } from './resource-request.ts';

/** The types of groups of deployments, and of what their members are. Heat: `software_deployment.py`, wallaby. */
const memberTypes: Readonly<Record<string, string>> = {
  'OS::Heat::SoftwareDeploymentGroup': 'OS::Heat::SoftwareDeployment',
  'OS::Heat::SoftwareDeployments': 'OS::Heat::SoftwareDeployment',
  'OS::Heat::StructuredDeploymentGroup': 'OS::Heat::StructuredDeployment',
  'OS::Heat::StructuredDeployments': 'OS::Heat::StructuredDeployment',
};

/** The attribute of the members that an attribute of the group gathers. */
export function gatheredAttribute(name: string): string {
  return gathered[name] ?? name;
}

/** What a group calls an attribute that it gathers from its members. Any other name is a member's own. */
const gathered: Readonly<Record<string, string>> = {
  deploy_stdouts: 'deploy_stdout',
  deploy_stderrs: 'deploy_stderr',
  deploy_status_codes: 'deploy_status_code',
};

export function isDeploymentGroup(type: string): boolean {
  return memberTypes[type] !== undefined;
}

/**
 * Renders a group of deployments: a container with a deployment for each entry of `servers`, by its key. Each attribute
 * is a map of the members' own. Heat: SoftwareDeploymentGroup, wallaby.
 */
export function renderDeploymentGroup(
  request: ResourceRequest,
  groupType: string,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): Rendered | undefined {
  const given = groupProperties(request, groupType);
  const servers = given?.get('servers') ?? null;
  const isProbe = request.stack.rendering.probe !== undefined;
  const waitsFor = [...(servers instanceof Unknown && !isProbe ? [servers] : []), ...awaitedPolicies(request)];
  if (given !== undefined && waitsFor.length > 0) {
    return renderDeferred(request, { waitsFor, attributes: Object.keys(gathered) });
  }
  // One stands for those that are not known.
  const known = servers instanceof Unknown ? new Map([['0', servers]]) : servers;
  if (given === undefined || !isMap(known)) return undefined;
  const planned = plannedMembers(request, groupType, given, known);
  const members = renderMembers(request, planned, renderMember);
  if (members === undefined) return undefined;
  const { version } = request.stack.template;
  // Whether members have it is asked when they are there. Heat: `software_deployment.py`, get_attribute; 19.0.
  const unknown = (name: string) => noOutput(request.address, name, Object.keys(gathered));
  const isUnknown = ({ problems }: Failure) => problems.some(({ code }) => code === 'attribute-unknown');
  const gather = (name: string): Value | Failure => {
    const ask = (member: Rendered) =>
      name === 'show' ? unknown(name) : attributeUnder(member, gatheredAttribute(name), [], version);
    const gathering: Gathering = { form: 'map', name, ask, stops: true };
    const value = gatherOnce(request.stack.rendering, members, gathering);
    return value instanceof Failure && isUnknown(value) ? unknown(name) : value;
  };
  return {
    address: request.address,
    place: request.place,
    node: Object.freeze({ kind: 'container', ...placedNode(request), ...batchesOf(request), type: groupType }),
    members,
    reference: () => request.address,
    attribute: (name) => (name === undefined ? allAttributes(gather) : gather(name)),
  };
}

function* plannedMembers(
  { place }: ResourceRequest,
  groupType: string,
  given: ValueMap,
  servers: ValueMap,
): Iterable<PlannedMember> {
  const own = [...given].filter(([name]) => name !== 'servers');
  for (const [key, server] of servers) {
    yield {
      key,
      type: memberTypes[groupType] ?? groupType,
      properties: new Map<string, Value>([...own, ['server', server]]),
      place: {
        ...place,
        property: ([name = '', ...rest], part) =>
          place.property(name === 'server' ? ['servers', key] : [name, ...rest], part),
      },
      within: (property) => (property === 'server' ? ['servers', key] : [property]),
    };
  }
}

/** The group's properties, checked; undefined, with the problems told, where they do not fit. */
function groupProperties(request: ResourceRequest, groupType: string): ValueMap | undefined {
  const { place } = request;
  const { rendering } = request.stack;
  const type = resourceType(groupType);
  if (type === undefined) throw new Error(`There are no facts of ${groupType}`);
  const checked = checkProperties(type, request.properties, checkPlace(place));
  tell(rendering, checked.problems);
  const servers = checked.value?.get('servers');
  const unfit =
    servers !== undefined && isMap(servers) ? [...servers.keys()].filter((key) => key === '' || key.includes('/')) : [];
  tell(
    rendering,
    unfit.map((key) =>
      problem('property-value', `The key "${key}" can't name a deployment`, {
        at: place.property(['servers', key], 'key'),
        path: extendPath(place.path, ['servers', key]),
        expected: 'a name without slashes',
      }),
    ),
  );
  return hasErrors(checked.problems) || unfit.length > 0 ? undefined : checked.value;
}

function allAttributes(gather: (name: string) => Value | Failure): Value | Failure {
  const all = new Map<string, Value>();
  for (const name of Object.keys(gathered)) {
    const value = gather(name);
    if (value instanceof Failure) return value;
    all.set(name, value);
  }
  return all;
}
