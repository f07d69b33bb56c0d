import { containsUnknown, marksOf, plain } from '../marks.ts';
import { reveal } from '../reveal.ts';
import { toExpression } from '../to-expression.ts';
import { type Expression, isMap, Tainted, Unknown, type Value } from '../value.ts';
import type { TemplateVersion } from '../version.ts';
import { pythonInt, stepInto } from './path-key.ts';

/** Whose path it is: a parameter's gives '' where it leads nowhere and reads digits as an index; an attribute's gives null. */
export type PathKind = 'parameter' | 'attribute';

/** What an attribute's path leads to, null where it leads nowhere. Heat: `attributes.select_from_attribute`. */
export function walkAttribute(value: Value, path: readonly Value[], version: TemplateVersion): Value {
  return walkPath('attribute', value, path, version);
}

/**
 * What a path leads to. Where it meets something unknown, the rest of the path is left for later: as a longer path of
 * the same attribute if it can be, else as a call. Inside a secret it is walked, and the result is tainted.
 */
export function walkPath(kind: PathKind, value: Value, path: readonly Value[], version: TemplateVersion): Value {
  let at = value;
  for (const [index, key] of path.entries()) {
    if (at instanceof Unknown) return leaveRest(kind, at, path.slice(index), version);
    if (at instanceof Tainted) return walkSecret(kind, at, path.slice(index), version);
    if (marksOf(key) !== plain) return walkLater(kind, at, path.slice(index), version);
    const next = stepInto(at, isDigits(kind, at, key) ? (pythonInt(key) ?? null) : key);
    if (next === undefined) return nothing(kind);
    at = next;
  }
  return at;
}

function isDigits(kind: PathKind, collection: Value, key: Value): key is string {
  return kind === 'parameter' && typeof key === 'string' && !isMap(collection);
}

function nothing(kind: PathKind): Value {
  return kind === 'parameter' ? '' : null;
}

function leaveRest(kind: PathKind, at: Unknown, rest: readonly Value[], version: TemplateVersion): Value {
  const { expression } = at;
  if (kind === 'attribute' && expression.kind === 'attribute' && rest.every(isElement)) {
    return new Unknown({ ...expression, path: [...expression.path, ...rest] });
  }
  return new Unknown(walkCall(kind, expression, rest, version));
}

function isElement(key: Value): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}

function walkSecret(kind: PathKind, at: Tainted, rest: readonly Value[], version: TemplateVersion): Value {
  if (rest.some((key) => marksOf(key) !== plain)) return walkLater(kind, at, rest, version);
  return new Tainted(walkPath(kind, at.value, rest, version), walkCall(kind, at.expression, rest, version));
}

/** The path itself is unknown or secret: all below hangs on it. */
function walkLater(kind: PathKind, at: Value, rest: readonly Value[], version: TemplateVersion): Value {
  const expression = walkCall(kind, toExpression(at), rest, version);
  if (containsUnknown(at) || containsUnknown(rest)) return new Unknown(expression);
  return new Tainted(walkPath(kind, reveal(at), rest.map(reveal), version), expression);
}

function walkCall(kind: PathKind, value: Expression, rest: readonly Value[], version: TemplateVersion): Expression {
  const argument: Expression = { kind: 'list', items: [value, toExpression(rest)] };
  return { kind: 'call', function: `$${kind}-path`, version, argument };
}
