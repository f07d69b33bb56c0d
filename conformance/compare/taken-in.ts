import { mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeTemplates } from './change-case.ts';
import { withoutResourceKey } from './take-away.ts';

/** Whether a problem's path is in the properties of a resource that a case only takes in, by `external_id`. */
export function isOfTakenIn(line: string, what: string, path: string): boolean {
  const found = /^resources(?:\.([^.[]+)|\["([^"]+)"\])\.properties\b/.exec(path);
  return isTakenIn(line, what, found?.[1] ?? found?.[2] ?? '');
}

/** Whether Heat says that there is no such attribute of a resource that a case only takes in. */
export function lacksOfTakenIn(line: string, what: string, error: string): boolean {
  const found = /^The Referenced Attribute \((\S+) .*\) is incorrect\.$/.exec(error);
  return isTakenIn(line, what, found?.[1] ?? '');
}

/** The case without the properties of such resources. */
export function withoutPropertiesOfTakenIn(line: string): string {
  return changeTemplates(line, (template) =>
    withoutResourceKey(template, 'properties', (resource) => resource.has('external_id')),
  );
}

function isTakenIn(line: string, what: string, name: string): boolean {
  const { first, second } = templatesOf(line);
  const resources = sectionOf(what.startsWith('after') ? second : first, 'resources');
  return mapOf(resources.get(name) ?? null).has('external_id');
}
