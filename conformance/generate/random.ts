/**
 * Chances of a generator that can be repeated: the same seed gives the same choices on every machine.
 * xoshiro128** seeded by splitmix32.
 */
export class Random {
  readonly #state: Uint32Array;

  /** How much of what is rare comes: 1 as often as it is said, 0 never. */
  noise = 1;

  constructor(seed: number) {
    let at = seed >>> 0;
    this.#state = Uint32Array.from({ length: 4 }, () => {
      at = (at + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(at ^ (at >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return (mixed ^ (mixed >>> 15)) >>> 0;
    });
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor((this.#next() / 0x1_0000_0000) * limit);
  }

  /** True so often out of a hundred. */
  percent(often: number): boolean {
    return this.below(1000) < often * 10;
  }

  /** As `percent`, for what mostly breaks a template: weaker where there is to be little of that. */
  rarely(often: number): boolean {
    return this.below(10_000) < often * 100 * this.noise;
  }

  /** One of what is listed; throws where nothing is. */
  pick<T>(list: readonly T[]): T {
    const chosen = list[this.below(list.length)];
    if (chosen === undefined) throw new Error('there is nothing to pick from');
    return chosen;
  }

  /** One of the makers, called; a number before one says how often it counts. */
  weighted<T>(choices: readonly (readonly [weight: number, make: () => T])[]): T {
    let rest = this.below(choices.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, make] of choices) {
      rest -= weight;
      if (rest < 0) return make();
    }
    throw new Error('there is nothing to choose from');
  }

  /** So many as chance gives between two bounds, both included. */
  several<T>(least: number, most: number, make: (index: number) => T): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }

  /** Some of what is listed, in its order. */
  some<T>(list: readonly T[], often: number): T[] {
    return list.filter(() => this.percent(often));
  }

  #next(): number {
    const state = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const turned = Math.imul(b, 5);
    const result = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ (state[2] ?? 0);
    state[0] = a ^ (state[3] ?? 0);
    state[2] = (state[2] ?? 0) ^ (b << 9);
    const last = state[3] ?? 0;
    state[3] = (last << 11) | (last >>> 21);
    return result;
  }
}
