import { Float } from '../value.ts';
import { Datetime, type Datum, Dict, isSetLike, PySet, Regex, Sequence, Timespan, type View } from './datum.ts';
import { hashKey } from './hash-key.ts';
import { sizeOf, viewItems } from './walk-datum.ts';
import { YaqlError } from './yaql-error.ts';

/** Python's `==`: `true`, `1` and `1.0` are one, a list is no tuple, streams equal only themselves. */
export function equalData(a: Datum, b: Datum): boolean {
  if (a === b) return true;
  if (typeof a === 'string' || typeof b === 'string') return false;
  const x = numeric(a);
  if (x !== undefined) {
    const y = numeric(b);
    return y !== undefined && x <= y && x >= y;
  }
  if (a instanceof Sequence) return b instanceof Sequence && a.isFixed === b.isFixed && equalItems(a.items, b.items);
  if (a instanceof Dict) return b instanceof Dict && equalDicts(a, b);
  if (isSetLike(a)) return isSetLike(b) && sizeOf(a) === sizeOf(b) && isSubset(a, b);
  if (a instanceof Timespan) return b instanceof Timespan && a.micros === b.micros;
  if (a instanceof Datetime) return b instanceof Datetime && a.local - a.offset === b.local - b.offset;
  return a instanceof Regex && b instanceof Regex && a.pattern === b.pattern && a.flags === b.flags;
}

/** The number that a value is, booleans counting as 0 and 1. */
export function numeric(value: Datum): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Float ? value.value : undefined;
}

/** Equal as members of a collection, where what is the same is equal, even if it is no number. */
function equalItems(a: readonly Datum[], b: readonly Datum[]): boolean {
  return a.length === b.length && a.every((item, index) => equalMember(item, b[index] ?? null));
}

function equalMember(a: Datum, b: Datum): boolean {
  return a === b || equalData(a, b);
}

function equalDicts(a: Dict, b: Dict): boolean {
  if (a.entries.size !== b.entries.size) return false;
  for (const [key, [, value]] of a.entries) {
    const other = b.entries.get(key);
    if (other === undefined || !equalMember(value, other[1])) return false;
  }
  return true;
}

/** Whether all members of one set are in the other. */
export function isSubset(a: PySet | View, b: PySet | View): boolean {
  const members = a instanceof PySet ? a.entries.values() : viewItems(a);
  for (const member of members) if (!holds(b, member)) return false;
  return true;
}

/** Python's `in` for what has a table; a member without a hash is refused where the table needs one. */
export function holds(set: PySet | View, member: Datum): boolean {
  if (set instanceof PySet) return set.entries.has(hashKey(member));
  if (set.part === 'keys') return set.of.entries.has(hashKey(member));
  if (set.part === 'values') return includes(viewItems(set), member);
  return holdsItem(set, member);
}

/** Items of a frozen dictionary take anything of two parts for a pair, those of Python's own only tuples. */
function holdsItem({ of }: View, member: Datum): boolean {
  const parts = member instanceof Sequence ? member.items : typeof member === 'string' ? [...member] : undefined;
  const isPair = parts !== undefined && parts.length === 2;
  if (!of.isFixed && !(isPair && member instanceof Sequence && member.isFixed)) return false;
  if (!isPair) throw new YaqlError('what is looked for among items has to be a pair');
  const [key = null, value = null] = parts;
  const found = of.entries.get(hashKey(key));
  return found !== undefined && equalMember(found[1], value);
}

/** Whether an item of a walk equals the value; walks no further than to it. */
export function includes(walked: Iterable<Datum>, value: Datum): boolean {
  for (const item of walked) if (equalMember(item, value)) return true;
  return false;
}
