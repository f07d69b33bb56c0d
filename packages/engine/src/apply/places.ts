/** The place of one vertex of a schedule among those that run at once. */
export interface Place {
  /** Gives it back, for good: the vertex waits for others of the schedule before it goes on. */
  release(): void;
  /** Gives it back while the vertex waits for time, or for something outside. */
  leave(): void;
  /** Takes a place again after `leave`; resolves when there is one. */
  regain(): Promise<void>;
  /** The vertex is done, wherever it is. */
  end(): void;
}

type Whereabouts = 'running' | 'resting' | 'away';

/** How many may run at once, and who has given his place back. */
export class Places {
  private readonly most: number;
  /** Called, in a turn of its own, when a place was given back or is asked for. */
  private readonly onChange: () => void;
  private readonly counts = { running: 0, resting: 0, away: 0 };
  private readonly returning: (() => void)[] = [];

  constructor(most: number, onChange: () => void) {
    this.most = most;
    this.onChange = onChange;
  }

  get running(): number {
    return this.counts.running;
  }

  /** Those that wait for others of the schedule. */
  get resting(): number {
    return this.counts.resting;
  }

  /** Those that wait for time, or for something outside. */
  get away(): number {
    return this.counts.away;
  }

  /** Whether one more may run. Who comes back goes first. */
  free(): boolean {
    while (this.returning.length > 0 && this.counts.running < this.most) this.returning.shift()?.();
    return this.counts.running < this.most;
  }

  take(): Place {
    const { counts } = this;
    let present: Whereabouts = 'running';
    counts.running += 1;
    const become = (next: Whereabouts): void => {
      counts[present] -= 1;
      counts[next] += 1;
      present = next;
    };
    const giveBack = (next: 'resting' | 'away'): void => {
      if (present !== 'running') return;
      become(next);
      setImmediate(this.onChange);
    };
    return {
      release: () => giveBack('resting'),
      leave: () => giveBack('away'),
      regain: () =>
        new Promise((resolve) => {
          this.returning.push(() => {
            become('running');
            resolve();
          });
          setImmediate(this.onChange);
        }),
      end: () => {
        counts[present] -= 1;
      },
    };
  }
}
