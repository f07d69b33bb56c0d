import type { Code } from '../../diagnostics/catalogue.ts';
import { Failure } from '../scope.ts';
import type { Snippet } from '../snippet.ts';
import { Float, isList, isMap, type Value } from '../value.ts';
import { atLeast, type TemplateVersion } from '../version.ts';
import { type FunctionContext, type FunctionEntry, failed, type Outcome } from './function-entry.ts';
import { unknownResource } from './resource-name.ts';
import { formOf } from './shape.ts';
import { walkAttribute } from './walk-path.ts';

/** Heat: `functions.GetAttThenSelect`, `GetAtt` (2014-10-16), `GetAttAllAttributes` (2015-10-15). */
export const getAttr: FunctionEntry = {
  name: 'get_attr',
  summary: 'An attribute of a resource, or a part of it; without a name, all attributes',
  since: '2013-05-23',
  opaque: true,
  asksScope: true,
  kept: 2,
  example: 'get_attr: [RESOURCE, ATTRIBUTE, KEY, …]',
  shape: wantResourceAndAttribute,
  call(argument, context) {
    const [resource, attribute = null, ...path] = isList(argument) ? argument : [argument];
    if (typeof resource !== 'string') return wrongName('a resource', resource ?? null, context, 0, 'name-unknown');
    // Before 2014-10-16 the path leads into what the attribute gives without it.
    const isUnder = atLeast(context.version, '2014-10-16');
    const odd = isUnder ? path.findIndex((step) => isList(step) || isMap(step)) : -1;
    // Heat gathers the names that are asked for, with their paths, and meets these first.
    if (isList(attribute) || isMap(attribute)) return wrongName('an attribute', attribute, context, 1, 'function-form');
    if (odd >= 0) return wrongName('a key', path[odd] ?? null, context, odd + 2, 'function-form');
    if (isNameless(argument, context)) return namelessAttribute(resource, isUnder ? path : [], context);
    if (isUnder && (typeof attribute === 'string' || isOdd(attribute, path))) {
      const under = context.scope?.attributeUnder?.(resource, attribute, path);
      if (under !== undefined) return under instanceof Failure ? passOn(under, context) : under;
    }
    const value = attributeOf(resource, attribute, context);
    return value === failed || path.length === 0 || attribute === null
      ? value
      : walkAttribute(value, path, context.version);
  },
};

function wantResourceAndAttribute(argument: Snippet, version: TemplateVersion): string | undefined {
  const allowsAll = atLeast(version, '2015-10-15');
  // Heat takes a text of one letter for a list of one item.
  if (allowsAll && argument.kind === 'literal' && typeof argument.value === 'string' && argument.value.length === 1) {
    return undefined;
  }
  const least = allowsAll ? 1 : 2;
  if (argument.kind === 'list' && argument.items.length >= least) return undefined;
  const form = allowsAll ? 'a resource, an attribute and a path' : 'a resource and an attribute, and maybe a path';
  return `takes a list of ${form}, not ${formOf(argument)}`;
}

/** Whether a name is worked out and comes to null, which asks for all attributes only where it is written. */
function isNameless(argument: Value, context: FunctionContext): boolean {
  return isList(argument) && argument.length > 1 && argument[1] === null && context.isCall([1]);
}

/**
 * Heat meets it where it gathers the names, or a group the names of what its members are asked for, or else as an attribute
 * that is not there, of what has attributes by name. Heat: `resource.py`, node_data; `resource_group.py`,
 * _nested_output_defns; `hot/functions.py`, GetAttThenSelect.validate; 19.0.
 */
function namelessAttribute(resource: string, path: readonly Value[], context: FunctionContext): Outcome {
  const { scope } = context;
  const isRefused = path.length === 0 || scope?.attributeUnder?.(resource, null, path) instanceof Failure;
  const value = isRefused ? undefined : scope?.attribute(resource, 'None');
  const isThere = value !== undefined && !(value instanceof Failure);
  return isThere ? null : wrongName('an attribute', null, context, 1, 'function-form');
}

/** Whether it is no name, and Heat finds that out only where it walks the path. Heat: `resource.py`, node_data; 19.0. */
function isOdd(attribute: Value, path: readonly Value[]): boolean {
  if (path.length === 0) return false;
  return ['number', 'bigint', 'boolean'].includes(typeof attribute) || attribute instanceof Float;
}

function wrongName(of: string, name: Value, context: FunctionContext, item: number, code: Code): typeof failed {
  const message = `"${context.name}" takes the name of ${of}, not ${context.show(name)}`;
  return context.fail(message, { expected: getAttr.example, within: [item] }, code);
}

function attributeOf(resource: string, attribute: Value, context: FunctionContext): Value | typeof failed {
  const { scope } = context;
  const isAll = attribute === null && atLeast(context.version, '2015-10-15');
  if (!isAll && typeof attribute !== 'string')
    return wrongName('an attribute', attribute, context, 1, 'attribute-unknown');
  const name = typeof attribute === 'string' ? attribute : undefined;
  const value = scope?.attribute(resource, name);
  if (value instanceof Failure) return passOn(value, context);
  if (value !== undefined) return value;
  if (!scope?.names.resources.includes(resource)) return unknownResource(resource, context, [0]);
  return context.fail(
    `The resource "${resource}" has no attribute "${name ?? ''}"`,
    { within: [1] },
    'attribute-unknown',
  );
}

const ofAttributes: ReadonlySet<Code> = new Set(['attribute-unknown', 'member-unknown']);

/** What is wrong is the name of the attribute, or else the resource. */
function passOn(failure: Failure, context: FunctionContext): typeof failed {
  const isAttribute = failure.problems.every(({ code }) => ofAttributes.has(code));
  return context.pass(failure, { within: [isAttribute ? 1 : 0] });
}
