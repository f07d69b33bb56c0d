import { parsePath } from '../../packages/engine/src/hot/address.ts';
import { isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { resourceType } from '../../packages/engine/src/resource/resource-types.ts';
import { type AnsweredError, errorsOf } from './answer-parts.ts';
import { mapOf } from './case-documents.ts';
import { changeDocuments, changeEnvironments, changeParts, changeRequests, withoutPart } from './change-case.ts';
import type { Difference } from './compare-answers.ts';
import type { Disagreement } from './known-difference.ts';

/** The case without the parts at which those errors of Tyto's point that are told by a known difference. */
export function withoutTold(
  { what }: Difference,
  { tyto, line }: Disagreement,
  isCause: (error: AnsweredError) => boolean,
  partOf = (path: string): string => path,
): string {
  const told = errorsOf(tyto, what).filter(isCause);
  const change = (document: Value, name: string): Value =>
    told
      .filter(({ file }) => file === name)
      .reduce((left, { path }) => withoutPart(left, parsePath(partOf(path)) ?? []), document);
  return changeDocuments(line, change, what.startsWith('after ') ? 'update' : 'first');
}

/** The case without sections of its environments. */
export function withoutSections(line: string, names: readonly string[]): string {
  return changeEnvironments(line, (environment) => withoutKeys(environment, names));
}

/** The case in which each type that only a cloud can make, and each of the others, is an OS::Heat::None. */
export function withNoneFor(line: string, others: RegExp): string {
  const names = new Set([...line.matchAll(/\b(?:OS|AWS)::\w+(?:::\w+)*/g)].map(([name]) => name));
  const types = [...names].filter((name) => others.test(name) || resourceType(name)?.role === 'foreign');
  if (types.length === 0) return line;
  const entries = types.map((name): [string, string] => [name, 'OS::Heat::None']);
  const withEnvironment = changeRequests(line, (request) =>
    isList(request.get('envs') ?? null) ? request : new Map([['env', '{}'], ...request]),
  );
  return changeEnvironments(withEnvironment, (environment) => {
    const registry = mapOf(environment.get('resource_registry') ?? null);
    return new Map([...environment, ['resource_registry', new Map([...registry, ...entries])]]);
  });
}

/** A template without one key of each resource for which this is so, groups' members too. */
export function withoutResourceKey(template: Value, key: string, isMeant: (resource: ValueMap) => boolean): Value {
  return changeParts(template, (part) => {
    const isResource = isMap(part) && typeof part.get('type') === 'string';
    return isResource && isMeant(part) ? withoutKeys(part, [key]) : part;
  });
}

function withoutKeys(map: ValueMap, names: readonly string[]): ValueMap {
  return new Map([...map].filter(([name]) => !names.includes(name)));
}
