import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import { reveal } from '../hot/reveal.ts';
import { Unknown, type Value } from '../hot/value.ts';
import { findNode, unknownNodeHint } from '../inventory/find-node.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import { graphConfigs } from '../render/graph-configs.ts';
import { probeDeferred } from '../render/probe-deferred.ts';
import type { RenderedRevision } from '../render/render-revision.ts';
import type { ResourceNode } from '../render/revision.ts';
import { configDigest } from '../resource/config-value.ts';
import { ungrouped } from '../resource/deployment.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';

/** A config of the revision; `digest` is absent where its content waits for something. */
interface KnownConfig {
  readonly node: ResourceNode;
  readonly content: SoftwareConfig;
  readonly digest: string;
}

/** What can be said of the tools that run configs; they themselves stand in a later room. */
export interface ToolChecks {
  readonly names: readonly string[];
  /** Problems of a config that a tool would meet; `path` is where its scripts stand. */
  check(tool: string, config: SoftwareConfig, path: string): readonly Diagnostic[];
}

/**
 * Checks what can only be seen across plan, inputs and inventory: that each deployment's server is a node and its config
 * a config, and that there is a tool which can run it. Members that are only known later are looked at as far as they are
 * known; what is not is left for then. All problems, each located in the template.
 */
export function validateRevision(revision: RenderedRevision, tools: ToolChecks): readonly Diagnostic[] {
  const { resources, places, problems: found } = withProbed(revision);
  const problems = [...found];
  const contents = graphConfigs(resources);
  const configs = resources.flatMap((node): readonly KnownConfig[] => {
    const content = contents.get(node.address);
    return content === undefined ? [] : [{ node, content, digest: configDigest(content) }];
  });
  const byDigest = new Map(configs.map((config) => [config.digest, config]));
  const byAddress = new Map(configs.map((config) => [config.node.address, config]));
  const deployed = new Set<KnownConfig>();
  for (const node of resources) {
    const place = places.get(node.address);
    if (place === undefined || resourceType(node.type)?.role !== 'deployment') continue;
    checkServer(node, place, revision, problems);
    const config = findConfig(node.properties.get('config') ?? null, byDigest, byAddress);
    if (config === 'none') problems.push(unknownConfig(node, place));
    else if (config !== 'later') deployed.add(config);
  }
  for (const config of deployed) {
    const place = places.get(config.node.address);
    if (place !== undefined) checkTools(config, place, tools, problems);
  }
  return problems;
}

/** What is deployed, and what stands for members that are not known yet. */
function withProbed({ graph, deployment, places }: RenderedRevision) {
  const resources = [...graph.nodes.values()].filter((node) => node.kind === 'resource');
  const { sources } = graph;
  if (sources === undefined) return { resources, places, problems: [] };
  const all = new Map(places);
  const problems: Diagnostic[] = [];
  const configs = new Map([...graphConfigs(resources).values()].map((config) => [configDigest(config), config]));
  for (const node of graph.nodes.values()) {
    if (node.kind !== 'deferred') continue;
    const probed = probeDeferred(node, { deployment, sources, configs, place: places.get(node.address) });
    for (const each of probed.problems) problems.push(each);
    if (!probed.hasNames) continue;
    for (const each of probed.nodes.values()) if (each.kind === 'resource') resources.push(each);
    for (const [address, place] of probed.places) all.set(address, place);
  }
  return { resources, places: all, problems };
}

function checkServer(
  node: ResourceNode,
  place: PropertyPlace,
  { inventory }: RenderedRevision,
  problems: Diagnostic[],
): void {
  const server = reveal(node.properties.get('server') ?? null);
  if (typeof server !== 'string' || findNode(inventory, server) !== undefined) return;
  problems.push(
    problem('node-unknown', `The inventory has no node "${server}"`, {
      at: place.property(['server']),
      path: `${place.path}.server`,
      expected: 'the name of a node of the inventory',
      hint: unknownNodeHint(inventory, server),
    }),
  );
}

function findConfig(
  named: Value,
  byDigest: ReadonlyMap<string, KnownConfig>,
  byAddress: ReadonlyMap<string, KnownConfig>,
): KnownConfig | 'none' | 'later' {
  if (named === null) return 'later';
  if (typeof named === 'string') return byDigest.get(named) ?? 'none';
  if (!(named instanceof Unknown) || named.expression.kind !== 'reference')
    return named instanceof Unknown ? 'later' : 'none';
  return byAddress.get(named.expression.address) ?? 'none';
}

function unknownConfig(node: ResourceNode, place: PropertyPlace): Diagnostic {
  return problem('config-unknown', `"${node.address}" deploys something that is not a config`, {
    at: place.property(['config']),
    path: `${place.path}.config`,
    expected: '{get_resource: NAME} of an OS::Heat::SoftwareConfig, StructuredConfig or SoftwareComponent',
  });
}

function checkTools(
  { node, content }: KnownConfig,
  place: PropertyPlace,
  tools: ToolChecks,
  problems: Diagnostic[],
): void {
  const isComponent = node.type === 'OS::Heat::SoftwareComponent';
  const known = new Set<string>();
  for (const [index, { tool }] of content.scripts.entries()) {
    if (tool === ungrouped) continue;
    if (tools.names.includes(tool)) {
      known.add(tool);
      continue;
    }
    problems.push(
      problem('tool-unknown', `There is no tool "${tool}"`, {
        at: place.property(isComponent ? ['configs', index, 'tool'] : ['group']),
        path: isComponent ? `${place.path}.configs[${index}].tool` : `${place.path}.group`,
        expected: `one of ${tools.names.join(', ')}`,
      }),
    );
  }
  const property = isComponent ? 'configs' : 'config';
  for (const tool of known) {
    const found = tools.check(tool, content, `${place.path}.${property}`);
    problems.push(...found.map((each) => ({ at: place.property([property]), ...each })));
  }
}
