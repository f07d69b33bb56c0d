import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import { writeCircle } from '../diagnostics/write-circle.ts';
import type { RegistryEntry } from '../hot/environment.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { ResourceDefinition, Template } from '../hot/template.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import { resolveType } from '../plan/resolve-type.ts';

/** A template on the way from the root, with the names and the registry's entries that led to it. */
export interface Visit {
  /** What could be read of it, where it has errors. */
  readonly template: Template;
  readonly names: readonly string[];
  readonly chain: readonly string[];
  readonly unbound: ReadonlySet<RegistryEntry>;
}

/**
 * Every template that a stack can come to include, each once, the root first; conditions are not looked at, so a
 * template that is only included under one is among them. A template is followed where it is first met, depth first. The
 * problems are those of the templates that were not read before, and of the types that lead to them.
 */
export function reachableTemplates(stack: LoadedStack): {
  readonly visits: readonly Visit[];
  readonly problems: readonly Diagnostic[];
} {
  const problems = new Map<string, Diagnostic>();
  const seen = new Set<string>();
  const visits: Visit[] = [];
  const known = stack.templates.problems.length;
  // Depth first: a circle then always comes back to a template on the way.
  const waiting = [rootVisit(stack)];
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    if (seen.has(visit.template.file)) continue;
    seen.add(visit.template.file);
    visits.push(visit);
    const found: Visit[] = [];
    for (const definition of visit.template.resources.values()) {
      for (const next of nested(stack, visit, definition, problems)) {
        if (!seen.has(next.template.file)) found.push(next);
      }
    }
    for (const next of found.reverse()) waiting.push(next);
  }
  return {
    visits,
    problems: [...stack.templates.problems.slice(known), ...problems.values()],
  };
}

/** The root template, where a walk begins. */
export function rootVisit({ template }: LoadedStack): Visit {
  return { template, names: [], chain: [template.file], unbound: new Set() };
}

function nested(
  stack: LoadedStack,
  visit: Visit,
  definition: ResourceDefinition,
  problems: Map<string, Diagnostic>,
): readonly Visit[] {
  const { template, chain, unbound } = visit;
  const { files } = stack;
  const found: Visit[] = [];
  for (const { names, type, at, path } of typesOf([...visit.names, definition.name], definition)) {
    const resolved = resolveType(stack.environment.registry, { type, file: template.file, names, at, unbound, files });
    if (resolved.kind === 'Diagnostic')
      problems.set(`${resolved.at?.file}:${resolved.at?.line}:${resolved.message}`, resolved);
    if (resolved.kind !== 'template') continue;
    if (chain.includes(resolved.path)) {
      const circle = writeCircle(chain.slice(chain.indexOf(resolved.path)));
      problems.set(
        `${template.file} → ${resolved.path}`,
        problem('template-nesting', `A template includes itself: ${circle}`, { at, path }),
      );
      continue;
    }
    const named = resolved.entry === undefined ? path : 'resource_registry';
    const inner = stack.templates.template(resolved.path, resolved.at, named) ?? stack.templates.broken(resolved.path);
    const inside = resolved.entry === undefined ? unbound : new Set([...unbound, resolved.entry]);
    if (inner !== undefined) found.push({ template: inner, names, chain: [...chain, inner.file], unbound: inside });
  }
  return found;
}

/** A type that is named, and where. */
interface NamedType {
  readonly names: readonly string[];
  readonly type: string;
  readonly at: Position;
  readonly path: string;
}

/** The resource's own type, and those that it names for its members. */
function typesOf(names: readonly string[], resource: ResourceDefinition): readonly NamedType[] {
  const { name, type, typeAt, properties } = resource;
  const own = { names, type, at: typeAt, path: formatPath(['resources', name, 'type']) };
  const types: NamedType[] = [own, ...chainedTypes(names, resource)];
  let within = names;
  let definition = properties?.entries.get('resource_def');
  const path = ['resources', name];
  while (definition?.kind === 'map') {
    path.push('properties', 'resource_def');
    within = [...within, '0'];
    const member = definition.entries.get('type');
    const named = member && memberType(within, member, typeAt.file, [...path, 'type']);
    if (named !== undefined) types.push(named);
    const inner: Snippet | undefined = definition.entries.get('properties');
    definition = inner?.kind === 'map' ? inner.entries.get('resource_def') : undefined;
  }
  return types;
}

/** The types that a chain lists for its members. */
function chainedTypes(
  names: readonly string[],
  { name, type, typeAt, properties }: ResourceDefinition,
): readonly NamedType[] {
  const listed = type === 'OS::Heat::ResourceChain' ? properties?.entries.get('resources') : undefined;
  if (listed?.kind !== 'list') return [];
  const path = ['resources', name, 'properties', 'resources'];
  return listed.items.flatMap(
    (item, index) => memberType([...names, String(index)], item, typeAt.file, [...path, index]) ?? [],
  );
}

function memberType(names: readonly string[], written: Snippet, file: string, path: Path): NamedType | undefined {
  if (written.kind !== 'literal' || typeof written.value !== 'string') return undefined;
  const { line, column } = written;
  return { names, type: written.value, at: { file, line, column }, path: formatPath(path) };
}
