import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import { type PlacePart, placeUnder } from '../hot/snippet-place.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { isMap } from '../hot/value.ts';
import type { BrokenStack, LoadedStack } from '../plan/load-stack.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { unknownType } from '../render/unknown-type.ts';
import { checkProperties } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { checkNames } from './check-names.ts';
import { reachableTemplates, rootVisit, type Visit } from './reachable-templates.ts';
import { writtenValue } from './written-value.ts';

/**
 * Whether a registry is known whole, or whoever deploys a plan may bring along more of it: then a type that nothing stands
 * for yet is none that is wrong.
 */
export type Types = 'whole' | 'open';

/**
 * What else is wrong with a stack that cannot be evaluated, for what is wrong with it otherwise: names in its root template
 * that mean nothing, types that there are not, properties that their types do not have or that do not fit as they are
 * written. What was told already of a definition is not told again by those who name it.
 */
export function checkAsWritten(stack: LoadedStack, told: readonly Diagnostic[], types: Types): readonly Diagnostic[] {
  return checkVisit(rootVisit(stack), stack, toldOf(told), types);
}

/**
 * The same for a stack whose root template has errors: with all that it can include, and what is wrong with the values of
 * its parameters.
 */
export function checkBroken(
  { stack, problems }: BrokenStack,
  told: readonly Diagnostic[],
  types: Types,
): readonly Diagnostic[] {
  const { file } = stack.template;
  const before = toldOf(told);
  const ofValues = problems.filter(({ path }) => path === undefined || !before(file, path));
  const reached = reachableTemplates(stack);
  const ofTypes = reached.problems.filter(({ at, path }) => path === undefined || !before(at?.file ?? file, path));
  const known = toldOf([...told, ...ofTypes]);
  return [...ofValues, ...ofTypes, ...reached.visits.flatMap((visit) => checkVisit(visit, stack, known, types))];
}

/** Whether something was told of what stands at a path of a file, or in it. */
export type Told = (file: string, path: string) => boolean;

/** What these problems are told of. */
export function toldOf(problems: readonly Diagnostic[]): Told {
  // Each with all that it stands in, for there may be as many as there are definitions that ask.
  const places = new Map<string, Set<string>>();
  for (const { at, path } of problems) {
    if (at === undefined || path === undefined) continue;
    const inFile = places.get(at.file) ?? new Set();
    places.set(at.file, inFile.add(path));
    for (const { index } of path.matchAll(/[.[]/g)) inFile.add(path.slice(0, index));
  }
  return (file, path) => places.get(file)?.has(path) === true;
}

function checkVisit(visit: Visit, stack: LoadedStack, told: Told, types: Types): readonly Diagnostic[] {
  return [...checkTemplateNames(visit, stack, told), ...checkResources(visit, stack, told, types)];
}

/** The part of it that is about names in one template. */
export function checkTemplateNames({ template }: Visit, { files }: LoadedStack, told: Told): readonly Diagnostic[] {
  return checkNames(template, files, (section, name) => told(template.file, formatPath([section, name])));
}

/** The part of it that is about types of resources in one template, and their properties. */
export function checkResources(visit: Visit, stack: LoadedStack, told: Told, types: Types): readonly Diagnostic[] {
  const { file, resources } = visit.template;
  const problems: Diagnostic[] = [];
  for (const definition of resources.values()) {
    // Properties that are missing may be those under a key that is misspelt.
    if (definition.properties === undefined && told(file, formatPath(['resources', definition.name]))) continue;
    for (const each of writtenProblems(definition, visit, stack, types)) {
      if (each.path === undefined || ofNames.has(each.code) || !told(file, each.path)) problems.push(each);
    }
  }
  return problems;
}

/** What is wrong whatever the values are. */
const ofNames: ReadonlySet<Code> = new Set(['property-missing', 'property-unknown']);

function writtenProblems(
  { name, type, typeAt, at, properties, condition, externalId }: ResourceDefinition,
  { template: { file }, names, unbound }: Visit,
  { files, environment: { registry } }: LoadedStack,
  types: Types,
): readonly Diagnostic[] {
  const resolved = resolveType(registry, { type, file, names: [...names, name], at: typeAt, unbound, files });
  if (resolved.kind !== 'type' || externalId !== undefined) return [];
  const known = resourceType(resolved.name);
  if (known === undefined) {
    const path = formatPath(['resources', name, 'type']);
    const isWrong = types === 'whole' && condition === undefined;
    return isWrong ? [unknownType(resolved.name, { at: typeAt, path }, resolved.mappedAt)] : [];
  }
  const place = {
    path: formatPath(['resources', name, 'properties']),
    at: (under: Path, part?: PlacePart) =>
      properties === undefined ? at : { file, ...placeUnder(properties, under, part) },
  };
  const written = properties === undefined ? new Map() : writtenValue(properties);
  const { problems } = checkProperties(known, isMap(written) ? written : new Map(), place);
  // What may not be there is only looked at as Heat does then.
  return problems.filter(
    ({ severity, code }) => severity === 'error' && (condition === undefined || code === 'property-unknown'),
  );
}
