import { walkAttribute } from '../hot/functions/walk-path.ts';
import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import type { TemplateVersion } from '../hot/version.ts';
import { noOddAttribute, noOutput } from './attribute-problem.ts';
import type { Rendered } from './rendered.ts';

/** An attribute of a resource under a path, whoever walks it. */
export function attributeUnder(
  rendered: Rendered,
  name: string,
  path: readonly Value[],
  version: TemplateVersion,
): Value | Failure {
  const walked = rendered.attributeUnder?.(name, path);
  if (walked !== undefined) return walked;
  const value = rendered.attribute(name);
  return value instanceof Failure ? value : walkAttribute(value, path, version);
}

/**
 * What `resource.NAME` (its reference) or `resource.NAME.ATTRIBUTE` of a container gives, the attribute also as the
 * first element of the path. Heat: `grouputils.py`, get_nested_attrs, wallaby.
 */
export function memberUnder(
  container: string,
  members: ReadonlyMap<string, Rendered>,
  named: string,
  path: readonly Value[],
  version: TemplateVersion,
): Value | Failure {
  const [, name = '', written] = /^resource\.([^.]*)(?:\.(.*))?$/s.exec(named) ?? [];
  const member = members.get(name);
  if (member === undefined) return noOutput(container, named, namesOf(members));
  const [attribute, ...rest] = written === undefined ? path : [written, ...path];
  if (attribute === undefined) return member.reference();
  return typeof attribute === 'string'
    ? attributeUnder(member, attribute, rest, version)
    : oddAttributeUnder(member, attribute, rest);
}

/** The same of an attribute whose name is no text, which only some have, and only under a path. */
export function oddAttributeUnder(member: Rendered, name: Value, path: readonly Value[]): Value | Failure {
  const value = path.length === 0 ? undefined : member.oddAttribute?.(name);
  return value === undefined ? noOddAttribute(member.address, name) : value;
}

// Each of very many resources may ask for a member that is not there.
const names = new WeakMap<ReadonlyMap<string, Rendered>, readonly string[]>();

/** The members by the names by which they are asked for. */
function namesOf(members: ReadonlyMap<string, Rendered>): readonly string[] {
  const known = names.get(members) ?? [...members.keys()].map((each) => `resource.${each}`);
  names.set(members, known);
  return known;
}
