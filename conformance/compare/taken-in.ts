import { mapOf, sectionOf, templatesOf } from './case-documents.ts';

/** Whether a problem's path is in the properties of a resource that a case only takes in, by `external_id`. */
export function isOfTakenIn(line: string, what: string, path: string): boolean {
  const found = /^resources(?:\.([^.[]+)|\["([^"]+)"\])\.properties\b/.exec(path);
  const name = found?.[1] ?? found?.[2];
  if (name === undefined) return false;
  const { first, second } = templatesOf(line);
  const resources = sectionOf(what.startsWith('after') ? second : first, 'resources');
  return mapOf(resources.get(name) ?? null).has('external_id');
}
