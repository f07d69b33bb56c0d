import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatPath, type Path } from '../diagnostics/path.ts';
import type { Registry } from '../hot/environment.ts';
import { type PlacePart, placeUnder } from '../hot/snippet-place.ts';
import type { ResourceDefinition, Template } from '../hot/template.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { readTemplate } from '../plan/template-cache.ts';
import { unknownProperty } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import { checkNames, type Section } from './check-names.ts';

/**
 * What else is wrong with a template that cannot be evaluated, for what is wrong with it otherwise: names that mean
 * nothing, properties that a type does not have. What was told already of a definition is not told again by those who
 * name it. Without a registry types are not looked at.
 */
export function checkAsWritten(
  template: Template,
  files: PlanFiles,
  registry: Registry | undefined,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  const paths = told.flatMap(({ at, path }) => (at?.file === template.file && path !== undefined ? [path] : []));
  const isBroken = (section: Section, name: string): boolean => {
    const definition = formatPath([section, name]);
    return paths.some(
      (path) => path === definition || path.startsWith(`${definition}.`) || path.startsWith(`${definition}[`),
    );
  };
  const problems = [...checkNames(template, files, isBroken)];
  if (registry === undefined) return problems;
  for (const definition of template.resources.values()) {
    for (const each of unknownProperties(definition, template.file, files, registry)) problems.push(each);
  }
  return problems;
}

/** The same for the template of a path that could not be read whole. */
export function checkUnloaded(
  path: string,
  files: PlanFiles,
  registry: Registry | undefined,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  const content = files.read(path);
  const template = content.kind === 'text' ? readTemplate(content.text, path).value : undefined;
  return template === undefined ? [] : checkAsWritten(template, files, registry, told);
}

function unknownProperties(
  { name, type, typeAt, properties }: ResourceDefinition,
  file: string,
  files: PlanFiles,
  registry: Registry,
): readonly Diagnostic[] {
  const resolved = resolveType(registry, { type, file, names: [name], at: typeAt, unbound: new Set(), files });
  const known = resolved.kind === 'type' ? resourceType(resolved.name) : undefined;
  if (known === undefined || known.anyProperties || properties === undefined) return [];
  const path = formatPath(['resources', name, 'properties']);
  const at = (under: Path, part?: PlacePart) => ({ file, ...placeUnder(properties, under, part) });
  return [...properties.entries.keys()]
    .filter((property) => !known.properties.has(property))
    .map((property) => unknownProperty(known, property, { path, at }));
}
