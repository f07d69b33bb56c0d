/** Whether two values are the same for a rendering; what refers to an address that has `moved` is not. */
export type Same<T> = (before: T, now: T, moved: ReadonlySet<string>) => boolean;

/** How each part of a record is compared. A part that is added to the record and not here is a type error. */
type Comparisons<T> = { readonly [P in keyof T]-?: Same<T[P]> };

/** Compares records part by part, in the order in which the comparisons are given. */
export function samePartsBy<T>(comparisons: Comparisons<T>): Same<T> {
  const all: Same<T>[] = [];
  for (const part in comparisons) {
    const same = comparisons[part];
    all.push((before, now, moved) => same(before[part], now[part], moved));
  }
  return (before, now, moved) => all.every((same) => same(before, now, moved));
}

/** For a part that stays one object, or is a plain value. */
export function identical<T>(before: T, now: T): boolean {
  return before === now;
}

/** For a part that follows from others, or is compared wherever it is asked for. */
export function needless(): boolean {
  return true;
}
