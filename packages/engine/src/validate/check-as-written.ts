import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import type { Registry } from '../hot/environment.ts';
import { type PlacePart, placeUnder } from '../hot/snippet-place.ts';
import type { ResourceDefinition, Template } from '../hot/template.ts';
import { isMap } from '../hot/value.ts';
import type { BrokenStack } from '../plan/load-stack.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { checkProperties } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { checkNames, type Section } from './check-names.ts';
import { writtenValue } from './written-value.ts';

/**
 * What else is wrong with a template that cannot be evaluated, for what is wrong with it otherwise: names that mean
 * nothing, properties that their types do not have or that do not fit as they are written. What was told already of a
 * definition is not told again by those who name it.
 */
export function checkAsWritten(
  template: Template,
  files: PlanFiles,
  registry: Registry,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  const isTold = toldIn(template, told);
  const isBroken = (section: Section, name: string): boolean => isTold(formatPath([section, name]));
  const problems = [...checkNames(template, files, isBroken)];
  for (const definition of template.resources.values()) {
    // Properties that are missing may be those under a key that is misspelt.
    if (definition.properties === undefined && isBroken('resources', definition.name)) continue;
    for (const each of writtenProblems(definition, template.file, files, registry)) {
      if (each.path === undefined || ofNames.has(each.code) || !isTold(each.path)) problems.push(each);
    }
  }
  return problems;
}

/** What is wrong whatever the values are. */
const ofNames: ReadonlySet<Code> = new Set(['property-missing', 'property-unknown']);

/** The same for a stack whose template has errors, and what is wrong with the values of its parameters. */
export function checkBroken({ stack, problems }: BrokenStack, told: readonly Diagnostic[]): readonly Diagnostic[] {
  const { template, files, environment } = stack;
  const isTold = toldIn(template, told);
  const ofValues = problems.filter(({ path }) => path === undefined || !isTold(path));
  return [...ofValues, ...checkAsWritten(template, files, environment.registry, told)];
}

/** Whether something was told of what stands at a path of a template, or in it. */
function toldIn({ file }: Template, told: readonly Diagnostic[]): (path: string) => boolean {
  // Each with all that it stands in, for there may be as many as there are definitions that ask.
  const places = new Set<string>();
  for (const { at, path } of told) {
    if (at?.file !== file || path === undefined) continue;
    places.add(path);
    for (const { index } of path.matchAll(/[.[]/g)) places.add(path.slice(0, index));
  }
  return (path) => places.has(path);
}

function writtenProblems(
  { name, type, typeAt, at, properties, condition, externalId }: ResourceDefinition,
  file: string,
  files: PlanFiles,
  registry: Registry,
): readonly Diagnostic[] {
  const resolved = resolveType(registry, { type, file, names: [name], at: typeAt, unbound: new Set(), files });
  const known = resolved.kind === 'type' ? resourceType(resolved.name) : undefined;
  if (known === undefined || externalId !== undefined) return [];
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
