import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import { readTextFile } from '../plan/read-text-file.ts';
import { resolveType } from '../plan/resolve-type.ts';
import { unknownProperty } from '../resource/check-properties.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { Pass } from './run-pass.ts';

/**
 * What is wrong, as they are written, with the root stack's resources whose properties have no values: types and
 * properties that there are not. Heat finds these first. Heat: `stack.py`, resources; `properties.py`, validate; 19.0.
 */
export function checkDefinitions(pass: Pass): readonly Diagnostic[] {
  const { scope, members } = pass;
  return [...scope.place.template.resources.values()].flatMap((definition) =>
    members.has(definition.name) || scope.resources.get(definition.name) === 'absent'
      ? []
      : checkDefinition(definition, pass),
  );
}

function checkDefinition({ name, type, at, properties }: ResourceDefinition, { scope }: Pass): readonly Diagnostic[] {
  const { rendering, template, unbound } = scope.place;
  const { environment, files } = rendering.stack;
  const found = resolveType(environment.registry, { type, file: template.file, names: [name], at, unbound, files });
  if (found.kind === 'Diagnostic') return [found];
  if (found.kind === 'template') {
    const text = readTextFile(files, found.path, at);
    return typeof text === 'string' ? [] : [text];
  }
  const known = resourceType(found.name);
  const place = { path: `resources.${name}.properties`, at: () => at };
  if (known === undefined) {
    return [
      problem('resource-type', `There is no resource type "${found.name}"`, { at, path: `resources.${name}.type` }),
    ];
  }
  if (known.anyProperties) return [];
  const odd = [...(properties?.entries.keys() ?? [])].filter((each) => !known.properties.has(each));
  return odd.map((each) => unknownProperty(known, each, place));
}
