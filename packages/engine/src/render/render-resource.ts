import { warning } from '../diagnostics/diagnostic.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { resourceType } from '../resource/resource-types.ts';
import { checkFacade } from './check-facade.ts';
import { checkLaunchedMember } from './check-launched-member.ts';
import { checkScaledMember } from './check-scaled-member.ts';
import { groupType } from './group-shape.ts';
import type { Policies } from './policies.ts';
import { readPolicies } from './read-policies.ts';
import { refuseAdoption } from './render-adopted.ts';
import { chainType, renderChain } from './render-chain.ts';
import { isDeploymentGroup, renderDeploymentGroup } from './render-deployment-group.ts';
import { renderGroup } from './render-group.ts';
import { renderNested } from './render-nested.ts';
import { renderOtherStack, stackType } from './render-other-stack.ts';
import { renderPlain } from './render-plain.ts';
import type { Rendered } from './rendered.ts';
import { tell } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { Facade, StackScope } from './stack-scope.ts';

/** Renders the resources of a stack; a nested stack's are rendered on behalf of the resource that it stands for. */
export type RenderStack = (scope: StackScope, parent?: ResourceRequest) => ReadonlyMap<string, Rendered>;

/**
 * Renders one resource by what its type stands for: a template, a group, or a type that is deployed as it is. Gives
 * undefined where it failed, with the problems told.
 */
export function renderResource(request: ResourceRequest, renderStack: RenderStack): Rendered | undefined {
  const { memory, simulation } = request.stack.rendering;
  const work = (): Rendered | undefined => renderByType(request, renderStack);
  const rendered = memory === undefined ? work() : memory.render(request, work);
  if (rendered === undefined || simulation === undefined) return rendered;
  const simulated = simulation(rendered, request);
  learnSimulated(request, simulated);
  return simulated;
}

/**
 * A config is found by the id that it has now too, and a launch configuration by what refers to it now. Heat:
 * `multi_part.py` asks for what looks like an id; 19.0.
 */
function learnSimulated({ stack: { rendering } }: ResourceRequest, simulated: Rendered): void {
  const { launchConfigurations } = rendering;
  if (launchConfigurations.has(simulated.address)) launchConfigurations.set(simulated.address, simulated);
  const config = rendering.configsByAddress.get(simulated.address);
  const id = config === undefined ? undefined : simulated.reference();
  if (config !== undefined && typeof id === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    rendering.configsByDigest.set(id, config);
  }
}

function renderByType(given: ResourceRequest, renderStack: RenderStack): Rendered | undefined {
  const { stack, type, names, place } = given;
  const { rendering, unbound, template } = stack;
  const { environment, templates, files } = rendering.stack;
  const found = resolveType(environment.registry, {
    type,
    file: template.file,
    names,
    at: place.type().at,
    unbound,
    files,
  });
  if (found.kind === 'Diagnostic') {
    tell(rendering, [found]);
    return undefined;
  }
  if (found.passedOver !== undefined) {
    const message = `The registry maps "${type}" to "${found.passedOver}", which is no type, and so to nothing`;
    tell(rendering, [warning('resource-type', message, place.type())]);
  }
  const policies = readPolicies(given, found.kind === 'type' ? found.name : undefined);
  if (policies === undefined) return undefined;
  const isMade = found.kind !== 'type' || resourceType(found.name)?.role === 'group';
  if (given.externalId !== undefined && isMade) return refuseAdoption(given);
  const request: ResourceRequest = { ...given, policies, facade: policyAsRead(given.facade, policies) };
  if (found.kind === 'type') {
    const renderMember = (member: ResourceRequest) => renderResource(member, renderStack);
    if (found.name === groupType) return renderGroup(request, renderMember);
    if (found.name === stackType) return renderOtherStack(request, renderStack);
    if (found.name === chainType) return renderChain(request, renderMember);
    if (isDeploymentGroup(found.name)) return renderDeploymentGroup(request, found.name, renderMember);
    tell(rendering, checkScaling(request, found.name, renderMember));
    return renderPlain(request, found.name, found.mappedAt);
  }
  const nested = templates.template(
    found.path,
    found.at,
    found.entry === undefined ? place.type().path : 'resource_registry',
  );
  if (nested === undefined) return undefined;
  if (found.entry === undefined) return renderNested(request, nested, unbound, renderStack);
  const misfits = checkFacade(request, nested, found.entry);
  tell(rendering, misfits);
  if (misfits.length > 0 && rendering.isLenient !== true) return undefined;
  return renderNested(request, nested, new Set([...unbound, found.entry]), renderStack);
}

/** What is wrong with the members of a group that scales; nothing for all other types. */
function checkScaling(request: ResourceRequest, type: string, renderMember: Parameters<typeof checkScaledMember>[1]) {
  switch (type) {
    case 'OS::Heat::AutoScalingGroup':
      return checkScaledMember(request, renderMember);
    case 'OS::Heat::InstanceGroup':
    case 'AWS::AutoScaling::AutoScalingGroup':
      return checkLaunchedMember(request, type, renderMember);
    default:
      return [];
  }
}

/** A template that stands for a resource is told its deletion policy as it is read: `Retain` for `retain`. */
function policyAsRead(facade: Facade, { deletionPolicy }: Policies): Facade {
  const isRead = facade.has('deletion_policy') && typeof deletionPolicy !== 'object';
  return isRead ? new Map([...facade, ['deletion_policy', deletionPolicy ?? 'Delete']]) : facade;
}
