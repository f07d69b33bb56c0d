import type { Code } from '../diagnostics/catalogue.ts';
import { type Checked, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import type { Registry } from '../hot/environment.ts';
import { Failure } from '../hot/scope.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import { collectSources } from './collect-sources.ts';
import { flatten } from './flatten.ts';
import type { Origins } from './origins.ts';
import { parameterValues } from './parameter-values.ts';
import { beginRemembered, endRemembered } from './remembered-rendering.ts';
import type { RenderMemory } from './render-memory.ts';
import { renderStack } from './render-stack.ts';
import type { ReadEarlier, Rendering, SecretStore } from './rendering.ts';
import type { GraphOutput, ResourceGraph } from './revision.ts';
import { StackScope } from './stack-scope.ts';

/** A graph, and where in the sources the properties of each resource stand. */
export interface RenderedGraph {
  readonly graph: ResourceGraph;
  readonly places: ReadonlyMap<string, PropertyPlace>;
  /** The registry that holds for them. */
  readonly registry: Registry;
}

/** What a rendering may be given besides its sources. */
export interface RenderAids {
  /** Where it is noted how all of it came about. */
  readonly origins?: Origins | undefined;
  readonly earlier?: ReadEarlier | undefined;
  /** What is known of the last rendering, and is remembered of this one. Not for who wants to know how it came about. */
  readonly memory?: RenderMemory | undefined;
}

/**
 * Evaluates a loaded stack as far as can be without applying anything, nested stacks and groups flattened. All problems
 * at once, each located in the template; no graph where one of them is an error. The same stack gives the same graph.
 */
export function renderGraph(
  deployment: string,
  stack: LoadedStack,
  secrets: SecretStore,
  { origins, earlier, memory }: RenderAids = {},
): Checked<RenderedGraph> {
  const begun: Rendering = {
    deployment,
    stack,
    secrets,
    problems: new Set(),
    hearing: [],
    configsByDigest: new Map(),
    configsByAddress: new Map(),
    launchConfigurations: new Map(),
    origins,
    ...(earlier === undefined ? {} : { earlier }),
  };
  const rendering = memory === undefined || origins !== undefined ? begun : beginRemembered(memory, begun);
  const { template } = stack;
  const parameters = parameterValues(rendering, '', template, stack.parameters);
  const scope = new StackScope({
    rendering,
    template,
    address: '',
    parameters,
    chain: [template.file],
    unbound: new Set(),
  });
  if (origins !== undefined) {
    origins.loaded = stack;
    origins.stacks.set('', { address: '', template, scope, parameters: stack.parameters });
  }
  const members = renderStack(scope);
  const outputs = renderOutputs(scope);
  const problems: readonly Diagnostic[] = [...stack.templates.problems, ...rendering.problems];
  if (hasErrors(problems)) return { problems };
  const { nodes, places } = flatten(members.values());
  endRemembered(rendering, nodes);
  const deferred = [...nodes.values()].filter((node) => node.kind === 'deferred');
  const sources = deferred.length === 0 ? {} : { sources: collectSources(rendering, deferred) };
  const graph: ResourceGraph = Object.freeze({ kind: 'ResourceGraph', formatVersion: 1, nodes, outputs, ...sources });
  return { value: { graph, places, registry: stack.environment.registry }, problems };
}

/**
 * Problems of an output that do not stop anything: the output is null, and they become warnings. Heat does the same with
 * whatever goes wrong in an output when the stack is there; what it refuses before stays an error.
 */
const soft: ReadonlySet<Code> = new Set(['function-argument', 'member-unknown']);

function renderOutputs(scope: StackScope): ReadonlyMap<string, GraphOutput> {
  const { problems } = scope.place.rendering;
  const outputs = new Map<string, GraphOutput>();
  const softened = new Set<Diagnostic>();
  for (const { name, description } of scope.place.template.outputs.values()) {
    const before = problems.size;
    const value = scope.output(name) ?? null;
    if (value instanceof Failure) softenSince(problems, before, softened);
    outputs.set(name, {
      value: value instanceof Failure ? null : value,
      ...(description === undefined ? {} : { description }),
    });
  }
  return outputs;
}

/** What several outputs fail for becomes one warning. */
function softenSince(problems: Set<Diagnostic>, count: number, softened: Set<Diagnostic>): void {
  const told = [...problems].slice(count);
  const isSoft = told.every((each) => soft.has(each.code));
  for (const each of told) {
    if (softened.has(each)) problems.delete(each);
    else if (isSoft) {
      problems.delete(each);
      softened.add(each);
      problems.add(Object.freeze({ ...each, severity: 'warning' }));
    }
  }
}
