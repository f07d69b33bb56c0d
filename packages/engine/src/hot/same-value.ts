import type { Expression, Value } from './value.ts';
import { Float, isList, isMap, Tainted, Unknown } from './value.ts';

/**
 * Whether two values are the same in all that can be seen of them: unlike for `equalValues`, the order of a map counts,
 * what is secret differs from what is not, and numbers have one form. A reference to an address that has `moved` is never the same, for what
 * it stands for may be another.
 */
export function sameValue(a: Value, b: Value, moved: ReadonlySet<string>): boolean {
  if (a === b && (moved.size === 0 || typeof a !== 'object' || a === null)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Float) return b instanceof Float && Object.is(a.value, b.value);
  if (a instanceof Unknown) return b instanceof Unknown && sameExpression(a.expression, b.expression, moved);
  if (a instanceof Tainted) {
    return (
      b instanceof Tainted && sameValue(a.value, b.value, moved) && sameExpression(a.expression, b.expression, moved)
    );
  }
  const same = (x: Value, y: Value): boolean => sameValue(x, y, moved);
  if (isList(a)) return isList(b) && sameItems(a, b, same);
  return isMap(b) && sameEntries(a, b, same);
}

function sameExpression(a: Expression, b: Expression, moved: ReadonlySet<string>): boolean {
  if (a === b && moved.size === 0) return true;
  const same = (x: Expression, y: Expression): boolean => sameExpression(x, y, moved);
  switch (a.kind) {
    case 'constant':
      return b.kind === 'constant' && sameValue(a.value, b.value, moved);
    case 'list':
      return b.kind === 'list' && sameItems(a.items, b.items, same);
    case 'map':
      return b.kind === 'map' && sameEntries(a.entries, b.entries, same);
    case 'attribute':
      return b.kind === 'attribute' && a.address === b.address && sameItems(a.path, b.path, Object.is);
    case 'reference':
      return b.kind === 'reference' && a.address === b.address && !moved.has(a.address);
    case 'secret':
      return b.kind === 'secret' && a.name === b.name && a.version === b.version;
    case 'call':
      return b.kind === 'call' && a.function === b.function && a.version === b.version && same(a.argument, b.argument);
  }
}

function sameItems<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined || !same(item, other)) return false;
  }
  return true;
}

function sameEntries<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>, same: (x: T, y: T) => boolean): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [key, item] of a) {
    const other = others.next().value;
    if (other === undefined || other[0] !== key || !same(item, other[1])) return false;
  }
  return true;
}
