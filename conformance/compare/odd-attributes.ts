import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';

/**
 * Whether an output asks for an attribute of a resource whose metadata ask for attributes themselves; `what` is
 * `output NAME` or `error of output NAME`, behind `after ` for the update.
 */
export function asksForLostAttribute(what: string, line: string): boolean {
  const [, after, name] = /^(after )?(?:error of )?output (.*)$/s.exec(what) ?? [];
  if (name === undefined) return false;
  const { first, second } = templatesOf(line);
  const template = after === undefined ? first : second;
  const resources = sectionOf(template, 'resources');
  return callsIn(sectionOf(template, 'outputs').get(name) ?? null, 'get_attr').some((call) => {
    const [resource] = isList(call) ? call : [];
    return typeof resource === 'string' && asksInMetadata(resources.get(resource) ?? null);
  });
}

/** Whether metadata of any resource of the first template ask for attributes. */
export function hasLostAttribute(line: string): boolean {
  return [...sectionOf(templatesOf(line).first, 'resources').values()].some(asksInMetadata);
}

function asksInMetadata(resource: Value): boolean {
  return callsIn(mapOf(resource).get('metadata') ?? null, 'get_attr').length > 0;
}

/** Whether paths that lead into an attribute of the same group differ in nothing but a number and its text. */
export function hasPathsOfOneName(line: string): boolean {
  const { first, second } = templatesOf(line);
  return [first, second].some(confusesPaths);
}

function confusesPaths(template: ValueMap): boolean {
  const written = new Map<string, string>();
  return callsIn(template, 'get_attr').some((call) => {
    if (!isList(call) || call.some((step) => isList(step) || isMap(step))) return false;
    const [name, exactly] = [call.join(', '), call.map((step) => `${typeof step} ${step}`).join(', ')];
    const before = written.get(name);
    written.set(name, exactly);
    return before !== undefined && before !== exactly;
  });
}
