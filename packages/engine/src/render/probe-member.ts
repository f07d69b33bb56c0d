import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Registry, RegistryEntry } from '../hot/environment.ts';
import type { TemplateVersion } from '../hot/version.ts';
import { learningOver } from './learnt-configs.ts';
import type { Rendered } from './rendered.ts';
import type { Probe, Rendering } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';

/** What one member of a group that scales is made of. */
export interface ScaledMember extends Pick<ResourceRequest, 'type' | 'properties' | 'facade' | 'place'> {
  /** The version of the template that Heat makes of the members. */
  readonly version: TemplateVersion;
  /** What the group itself maps its members' type to. */
  readonly mapping?: RegistryEntry;
}

/**
 * What is wrong with the members of a group that scales: one is rendered as if it were there, with all that it stands for,
 * and nothing of it is kept.
 */
export function probeMember(
  { stack, names, address }: ResourceRequest,
  { version, mapping, ...member }: ScaledMember,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): readonly Diagnostic[] {
  const probe: Probe = { isSure: true, hasNames: true };
  const rendering = probing(stack.rendering, probe, mapping);
  renderMember({
    ...member,
    stack: { ...stack, rendering, template: { ...stack.template, version } },
    address: `${address}/0`,
    names: [...names, '0'],
    requires: [],
    within: address,
  });
  return probe.isSure ? [...rendering.problems] : [];
}

/** A rendering of which nothing is kept but what is wrong. */
function probing(
  { configsByDigest, configsByAddress, ...rendering }: Rendering,
  probe: Probe,
  mapping: RegistryEntry | undefined,
): Rendering {
  const { deployment, stack, secrets, earlier } = rendering;
  const { environment } = stack;
  const registry = mapping === undefined ? environment.registry : withEntry(environment.registry, mapping);
  return {
    deployment,
    stack: { ...stack, environment: { ...environment, registry } },
    secrets: { ...secrets, secretFor: (name) => ({ kind: 'secret', name, version: 0 }) },
    problems: new Set(),
    hearing: [],
    configsByDigest: learningOver(configsByDigest),
    configsByAddress: learningOver(configsByAddress),
    launchConfigurations: new Map(),
    origins: undefined,
    ...(earlier === undefined ? {} : { earlier }),
    probe,
  };
}

function withEntry(registry: Registry, entry: RegistryEntry): Registry {
  return { ...registry, entries: [...registry.entries, entry] };
}
