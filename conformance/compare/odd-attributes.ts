import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { callsIn, mapOf, sectionOf, templatesOf } from './case-documents.ts';
import { changeParts, changeTemplates } from './change-case.ts';
import { withoutResourceKey } from './take-away.ts';

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

/** The case without such metadata. */
export function withoutLostAttributes(line: string): string {
  return changeTemplates(line, (template) => withoutResourceKey(template, 'metadata', asksInMetadata));
}

function asksInMetadata(resource: Value): boolean {
  return callsIn(mapOf(resource).get('metadata') ?? null, 'get_attr').length > 0;
}

/**
 * Whether paths that lead into an attribute of the same group differ in nothing but a number and its text, in the
 * template whose output differs.
 */
export function hasPathsOfOneName(line: string, what: string): boolean {
  const { first, second } = templatesOf(line);
  return (what.startsWith('after ') ? [first, second] : [first]).some(confusesPaths);
}

/** The case in which each step of a path is a number that may be one. */
export function withoutPathsOfOneName(line: string): string {
  return changeTemplates(line, (template) =>
    changeParts(template, (part) => {
      const call = isMap(part) && part.size === 1 ? (part.get('get_attr') ?? null) : null;
      return isList(call) ? new Map([['get_attr', call.map(asNumber)]]) : part;
    }),
  );
}

function asNumber(step: Value, index: number): Value {
  return index > 0 && typeof step === 'string' && /^-?\d{1,9}$/.test(step) ? Number(step) : step;
}

function confusesPaths(template: ValueMap): boolean {
  const resources = sectionOf(template, 'resources');
  const written = new Map<string, string>();
  return callsIn(template, 'get_attr').some((call) => {
    if (!isList(call) || call.some((step) => isList(step) || isMap(step))) return false;
    const type = mapOf(resources.get(String(call[0])) ?? null).get('type') ?? null;
    if (!/Resource(?:Group|Chain)|AutoScalingGroup|InstanceGroup|Deployment(?:s|Group)$/.test(String(type)))
      return false;
    const [name, exactly] = [call.join(', '), call.map((step) => `${typeof step} ${step}`).join(', ')];
    const before = written.get(name);
    written.set(name, exactly);
    return before !== undefined && before !== exactly;
  });
}
