import { type Diagnostic, hasErrors, type Position } from '../diagnostics/diagnostic.ts';
import { Failure } from '../hot/scope.ts';
import type { Template } from '../hot/template.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import { flatten } from './flatten.ts';
import type { Origins } from './origins.ts';
import { pickFacade } from './pick-facade.ts';
import { renderResource } from './render-resource.ts';
import { renderStack } from './render-stack.ts';
import type { Rendered } from './rendered.ts';
import type { Probe, Rendering, SecretStore } from './rendering.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { DeferredNode, GraphNode } from './revision.ts';
import { type RenderSource, registryEntries } from './sources.ts';

/** What a deferred node is expanded with. */
export interface ExpandMeans {
  readonly deployment: string;
  readonly source: RenderSource;
  readonly secrets: SecretStore;
  /** Contents of configs that deployments in it may name, by digest. */
  readonly configs: ReadonlyMap<string, SoftwareConfig>;
  readonly origins?: Origins | undefined;
}

export type Expansion =
  | {
      readonly kind: 'expanded';
      readonly rendered: Rendered;
      /** The container and all that is in it, by address; deferred nodes may be among them. */
      readonly nodes: ReadonlyMap<string, GraphNode>;
    }
  /** It still waits, maybe for less. */
  | { readonly kind: 'waits'; readonly node: DeferredNode };

/**
 * Renders a deferred node again, whose inputs have been filled in as far as they are known now. The same node with the
 * same inputs gives the same. Problems are those that could not be seen before.
 */
export function expandDeferred(node: DeferredNode, means: ExpandMeans): Expansion | Failure {
  const { rendered, problems } = renderAgain(node, means);
  if (rendered === undefined || hasErrors(problems)) return new Failure(problems.map((each) => inResource(each, node)));
  if (rendered.node.kind === 'deferred') return { kind: 'waits', node: rendered.node };
  const origin = means.origins?.resources.get(node.address);
  if (origin !== undefined) means.origins?.resources.set(node.address, { ...origin, rendered });
  return { kind: 'expanded', rendered, nodes: flatten([rendered]).nodes };
}

/** Renders what a deferred node stands for by what the node has with it; `more` is what else is to be known then. */
export function renderAgain(
  node: DeferredNode,
  means: ExpandMeans,
  more: { readonly place?: PropertyPlace; readonly probe?: Probe } = {},
): { readonly rendered: Rendered | undefined; readonly problems: readonly Diagnostic[] } {
  const { source, configs } = means;
  const told = source.templates.problems.length;
  const rendering: Rendering = {
    deployment: means.deployment,
    stack: source,
    secrets: means.secrets,
    problems: new Set(),
    hearing: [],
    configsByDigest: new Map(configs),
    configsByAddress: new Map(),
    launchConfigurations: new Map(),
    origins: means.origins,
    // What groups remember of removals, this one has with it.
    ...(node.removal === undefined ? {} : { earlier: () => ({ nodes: new Map([[node.address, node]]) }) }),
    ...(more.probe === undefined ? {} : { probe: more.probe }),
  };
  const request = requestOf(node, rendering);
  const rendered = renderResource(more.place === undefined ? request : { ...request, place: more.place }, renderStack);
  return { rendered, problems: [...source.templates.problems.slice(told), ...rendering.problems] };
}

function requestOf(node: DeferredNode, rendering: Rendering): ResourceRequest {
  const { address, type, inputs, requires, within, names, files } = node;
  const entries = registryEntries(rendering.stack.environment.registry);
  const unbound = new Set(node.unbound.flatMap((index) => entries[index] ?? []));
  const template = standIn(node);
  return {
    stack: { rendering, template, address: within ?? '', parameters: new Map(), chain: files, unbound },
    address,
    names,
    type,
    properties: inputs,
    facade: pickFacade(node.facade ?? new Map()),
    requires,
    within,
    place: placeIn(template),
  };
}

/** For the template that the node stands in: all that counts of it where the node itself is known. */
function standIn({ files, version }: DeferredNode): Template {
  return {
    kind: 'Template',
    file: files.at(-1) ?? '',
    version,
    parameters: new Map(),
    parameterGroups: [],
    conditions: new Map(),
    resources: new Map(),
    outputs: new Map(),
  };
}

/** Where in its template the node stands is told by whoever knows that. */
function placeIn({ file }: Template): PropertyPlace {
  const at: Position = { file, line: 1, column: 1 };
  return { at, path: 'properties', type: () => ({ at, path: 'type' }), property: () => at };
}

/** A problem of the node's own is told by its address, one of what stands for it by its place there. */
function inResource(problem: Diagnostic, { address, files }: DeferredNode): Diagnostic {
  const { at, path, ...rest } = problem;
  if (at !== undefined && at.file !== files.at(-1)) return problem;
  return Object.freeze({ ...rest, path: path === undefined ? address : `${address}: ${path}` });
}
