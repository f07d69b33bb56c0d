import { type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { writeCircle } from '../diagnostics/write-circle.ts';
import { findCycle, verticesOnCycles } from '../graph/find-cycle.ts';
import { isOrdered, topologicalOrder } from '../graph/topological-order.ts';
import type { Snippet } from '../hot/snippet.ts';
import { snippetPaths } from '../hot/snippet-path.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { refuseUpdatePolicy } from './refuse-update-policy.ts';
import { tell } from './rendering.ts';
import type { StackScope } from './stack-scope.ts';
import { staticReferences } from './static-references.ts';

/**
 * The resources of a stack that are there, each after all that it names, so that none is evaluated before what it asks
 * for; else in the order of the source. Those whose condition is false are noted in the scope. A circle is told, and its
 * members left out. Heat: `stack.py`, dependencies.
 */
export function orderResources(scope: StackScope): readonly ResourceDefinition[] {
  const present = new Map<string, ResourceDefinition>();
  for (const definition of scope.place.template.resources.values()) {
    const { name, condition } = definition;
    const holds = condition === undefined || scope.holds(condition, formatPath(['resources', name, 'condition']));
    if (holds === true && !refuseUpdatePolicy(scope, definition)) present.set(name, definition);
    else scope.resources.set(name, holds === false ? 'absent' : 'failed');
  }
  const graph = new Map<string, readonly string[]>();
  for (const [name, definition] of present) {
    const references = new Set<string>(definition.dependsOn);
    for (const part of [definition.properties, definition.metadata, definition.deletionPolicy]) {
      if (part !== undefined) staticReferences(part, scope, references);
    }
    graph.set(name, [...references]);
  }
  const order = topologicalOrder(graph);
  const tangled = isOrdered(graph, order) ? new Set<string>() : verticesOnCycles(graph);
  if (tangled.size > 0) tellCycle(scope, findCycle(graph) ?? []);
  for (const name of tangled) scope.resources.set(name, 'failed');
  return order.flatMap((name) => {
    const definition = present.get(name);
    return definition === undefined || tangled.has(name) ? [] : [definition];
  });
}

function tellCycle(scope: StackScope, cycle: readonly string[]): void {
  const [first = '', second = first] = cycle;
  const definition = scope.place.template.resources.get(first);
  tell(scope.place.rendering, [
    problem('reference-cycle', `Resources depend on each other in a circle: ${writeCircle(cycle)}`, {
      ...(definition === undefined ? {} : placeOfReference(second, definition)),
      expected: 'an order in which one resource comes before another',
      hint: 'Take away one of the references or "depends_on" that make the circle',
    }),
  ]);
}

/** Where a resource is named in the definition of another, if that is written out; else where the other stands. */
function placeOfReference(
  name: string,
  { name: own, at, dependsOn, dependsOnAt, properties, metadata }: ResourceDefinition,
): { readonly at: Position; readonly path: string } {
  const path = ['resources', own];
  const depends = dependsOnAt[dependsOn.indexOf(name)];
  if (depends !== undefined) return { at: depends, path: formatPath([...path, 'depends_on']) };
  for (const [part, root] of Object.entries({ properties, metadata })) {
    const found = root && namingSnippet(root, name);
    if (root === undefined || found === undefined) continue;
    const base = formatPath([...path, part]);
    const { line, column } = found;
    return { at: { file: at.file, line, column }, path: snippetPaths(root, new Set([found]), base).get(found) ?? base };
  }
  return { at, path: formatPath(path) };
}

/** The first text in a snippet that names a resource for a function. */
function namingSnippet(root: Snippet, name: string): Snippet | undefined {
  const waiting: Snippet[] = [root];
  for (let snippet = waiting.pop(); snippet !== undefined; snippet = waiting.pop()) {
    if (snippet.kind === 'literal') continue;
    if (snippet.kind !== 'call') {
      const parts = [...(snippet.kind === 'list' ? snippet.items : snippet.entries.values())];
      for (const each of parts.reverse()) waiting.push(each);
      continue;
    }
    const { function: called, argument } = snippet;
    const first = argument.kind === 'list' ? argument.items[0] : argument;
    const isNamed = first?.kind === 'literal' && first.value === name;
    if (isNamed && (called === 'get_resource' || called === 'get_attr')) return first;
    waiting.push(argument);
  }
  return undefined;
}
