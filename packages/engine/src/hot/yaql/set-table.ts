/** A member of a set with its key and its hash. */
export interface Member<T> {
  readonly key: string | number | bigint | null | object;
  readonly value: T;
  readonly hash: bigint;
}

type Slot<T> = Member<T> | 'gone' | undefined;

const probes = 9;

/**
 * The table of a set as CPython 3.11 keeps it, for the order in which it gives its members. CPython: Objects/setobject.c.
 */
export class SetTable<T> {
  #slots: Slot<T>[] = new Array<Slot<T>>(8).fill(undefined);
  #fill = 0;
  #used = 0;

  /** The members in the order of the table. */
  *members(): Generator<Member<T>, undefined, undefined> {
    for (const slot of this.#slots) if (slot !== undefined && slot !== 'gone') yield slot;
  }

  get size(): number {
    return this.#used;
  }

  has(member: Member<T>): boolean {
    return this.#find(member) !== -1;
  }

  add(member: Member<T>): this {
    if (this.has(member)) return this;
    this.#slots[this.#free(member, this.#slots)] = member;
    this.#fill++;
    this.#used++;
    if (this.#fill * 5 >= (this.#slots.length - 1) * 3) this.#resize(this.#used * (this.#used > 50_000 ? 2 : 4));
    return this;
  }

  /** Whether it was there. */
  discard(member: Member<T>): boolean {
    const at = this.#find(member);
    if (at === -1) return false;
    this.#slots[at] = 'gone';
    this.#used--;
    return true;
  }

  /** Takes in the members of another set. */
  merge(other: SetTable<T>): this {
    if (other === this || other.#used === 0) return this;
    if ((this.#fill + other.#used) * 5 >= (this.#slots.length - 1) * 3) this.#resize((this.#used + other.#used) * 2);
    if (this.#fill > 0) {
      for (const member of other.members()) this.add(member);
      return this;
    }
    const isCopy = this.#slots.length === other.#slots.length && other.#fill === other.#used;
    if (isCopy) this.#slots = [...other.#slots];
    else for (const member of other.members()) this.#slots[this.#free(member, this.#slots)] = member;
    this.#fill = other.#used;
    this.#used = other.#used;
    return this;
  }

  copy(): SetTable<T> {
    return new SetTable<T>().merge(this);
  }

  #resize(least: number): void {
    let size = 8;
    while (size <= least) size *= 2;
    const slots = new Array<Slot<T>>(size).fill(undefined);
    for (const member of this.members()) slots[this.#free(member, slots)] = member;
    this.#slots = slots;
    this.#fill = this.#used;
  }

  #find({ key, hash }: Member<T>): number {
    for (const at of places(hash, this.#slots.length)) {
      const slot = this.#slots[at];
      if (slot === undefined) return -1;
      if (slot !== 'gone' && slot.key === key) return at;
    }
    return -1;
  }

  /** The first place where nothing ever was. */
  #free({ hash }: Member<T>, slots: readonly Slot<T>[]): number {
    for (const at of places(hash, slots.length)) if (slots[at] === undefined) return at;
    return -1;
  }
}

/** The places at which a hash is looked for, without end: some in a row, then somewhere else. */
function* places(hash: bigint, size: number): Generator<number, undefined, undefined> {
  const mask = BigInt(size - 1);
  let perturb = hash;
  let at = hash & mask;
  for (;;) {
    const start = Number(at);
    const last = start + probes <= size - 1 ? start + probes : start;
    for (let place = start; place <= last; place++) yield place;
    perturb >>= 5n;
    at = (at * 5n + 1n + perturb) & mask;
  }
}
