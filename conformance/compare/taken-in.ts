import { isList, isMap, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeParts, changeTemplates } from './change-case.ts';

/** Whether a problem's path is in the properties of a resource that a case only takes in, by `external_id`. */
export function isOfTakenIn(line: string, what: string, path: string): boolean {
  const found = /^resources(?:\.([^.[]+)|\["([^"]+)"\])\.properties\b/.exec(path);
  return isTakenIn(line, what, found?.[1] ?? found?.[2] ?? '');
}

/** Whether Heat says that a resource that a case only takes in has no such attribute, or not the property that it needs. */
export function lacksOfTakenIn(line: string, what: string, error: string): boolean {
  const found = /^The Referenced Attribute \((\S+) .*\) is incorrect\.$/.exec(error);
  const property = /^Property (\S+) not assigned$/.exec(error)?.[1];
  if (property === undefined) return isTakenIn(line, what, found?.[1] ?? '');
  return [...resourcesIn(line, what).values()].some((each) => {
    const resource = mapOf(each);
    return resource.has('external_id') && !mapOf(resource.get('properties') ?? null).has(property);
  });
}

/** Whether an output asks for an attribute of such a resource whose properties ask for attributes of others. */
export function asksThroughTakenIn(line: string, what: string): boolean {
  const [, after, name] = /^(after )?(?:error of )?output (.*)$/s.exec(what) ?? [];
  if (name === undefined) return false;
  const { first, second } = templatesOf(line);
  const output = sectionOf(after === undefined ? first : second, 'outputs').get(name) ?? null;
  const resources = resourcesIn(line, what);
  return callsIn(output, 'get_attr').some((call) => {
    const resource = mapOf(resources.get(isList(call) ? String(call[0]) : '') ?? null);
    return resource.has('external_id') && callsIn(resource.get('properties') ?? null, 'get_attr').length > 0;
  });
}

/** The case in which such resources are nothing: their types may need properties. */
export function withoutPropertiesOfTakenIn(line: string): string {
  const nothing = new Map([['type', 'OS::Heat::None']]);
  return changeTemplates(line, (template) =>
    changeParts(template, (part) => (isMap(part) && part.has('type') && part.has('external_id') ? nothing : part)),
  );
}

function isTakenIn(line: string, what: string, name: string): boolean {
  return mapOf(resourcesIn(line, what).get(name) ?? null).has('external_id');
}

function resourcesIn(line: string, what: string): ValueMap {
  const { first, second } = templatesOf(line);
  return sectionOf(what.startsWith('after') ? second : first, 'resources');
}
