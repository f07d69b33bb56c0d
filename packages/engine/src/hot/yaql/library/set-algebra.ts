import { type Datum, type HashKey, PySet, type View } from '../datum.ts';
import { holds } from '../equal-data.ts';
import { hashKey } from '../hash-key.ts';
import { pythonHash } from '../python-hash.ts';
import { SetTable } from '../set-table.ts';
import { items, sizeOf } from '../walk-datum.ts';

/**
 * Sets with the order that CPython gives them, where that follows from the members (numbers, tuples of them). Texts have
 * another order in every process of Python; here they keep that in which they came.
 */
export function setOf(members: Iterable<Datum>): PySet {
  let table: SetTable<Datum> | undefined = new SetTable<Datum>();
  const plain = new Map<HashKey, Datum>();
  for (const value of members) {
    const key = hashKey(value);
    if (!plain.has(key)) plain.set(key, value);
    const hash = table === undefined ? undefined : pythonHash(value);
    if (hash === undefined) table = undefined;
    else table?.add({ key, value, hash });
  }
  return table === undefined ? new PySet(plain) : ofTable(table);
}

/** The same by its table. */
function ofTable(table: SetTable<Datum>): PySet {
  return new PySet(new Map(Array.from(table.members(), ({ key, value }) => [key, value])), table);
}

export function union(a: PySet, b: PySet | View): PySet {
  const table = a.table;
  const other = b instanceof PySet ? b.table : undefined;
  if (table === undefined || other === undefined) return setOf([...items(a), ...items(b)]);
  return ofTable(table.copy().merge(other));
}

export function intersection(a: PySet, b: PySet | View): PySet {
  const [less, more] = b instanceof PySet && sizeOf(b) <= sizeOf(a) ? [b, a] : [a, b];
  return setOf([...items(less)].filter((each) => holds(more, each)));
}

export function difference(a: PySet, b: PySet | View): PySet {
  const table = a.table;
  const isMuchLarger = !(b instanceof PySet) || sizeOf(a) >> 2 > sizeOf(b);
  if (table === undefined || !isMuchLarger) return setOf([...items(a)].filter((each) => !holds(b, each)));
  const copy = table.copy();
  for (const value of items(b)) {
    const [key, hash] = [hashKey(value), pythonHash(value)];
    if (hash !== undefined) copy.discard({ key, value, hash });
  }
  return ofTable(copy);
}

export function symmetricDifference(a: PySet, b: PySet | View): PySet {
  const own = b instanceof PySet ? b : setOf(items(b));
  const [table, other] = [a.table, own.table];
  if (table === undefined || other === undefined) {
    return setOf([...items(difference(own, a)), ...items(difference(a, own))]);
  }
  const copy = other.copy();
  for (const member of table.members()) if (!copy.discard(member)) copy.add(member);
  return ofTable(copy);
}
