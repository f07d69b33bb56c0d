import { alikeActions } from './alike-actions.ts';
import type { InstanceAction } from './instance-action.ts';
import { runActions } from './run-action.ts';
import type { Batches, RunContext } from './run-context.ts';

interface Waiting {
  readonly asked: InstanceAction;
  readonly resolve: (succeeded: boolean | Promise<boolean>) => void;
}

/**
 * Groups of deployments whose tool takes all members at once: each member that is due waits here until every one of its
 * group is known to be due or not, and then all that are run as one action.
 */
export class ActionBatches implements Batches {
  private readonly context: RunContext;
  private readonly waiting = new Map<string, Waiting[]>();
  /** Members of each group that have not said yet whether they are due. */
  private readonly undecided: Map<string, number>;

  /** `sizes`: how many members each group has that will say whether they are due. */
  constructor(context: RunContext, sizes: ReadonlyMap<string, number>) {
    this.context = context;
    this.undecided = new Map(sizes);
  }

  /** Groups that have come to be since, none of whose members has said anything yet. */
  expect(sizes: ReadonlyMap<string, number>): void {
    for (const [group, size] of sizes) this.undecided.set(group, size);
  }

  /** A member that is due. Resolves with whether its share of the action succeeded; the place it had is given back. */
  join(group: string, asked: InstanceAction, release: () => void): Promise<boolean> {
    return new Promise((resolve) => {
      const list = this.waiting.get(group) ?? [];
      list.push({ asked, resolve });
      this.waiting.set(group, list);
      release();
    });
  }

  /** A member has joined, or is not due. The last one of a group sets its action going. */
  decided(group: string): void {
    const left = (this.undecided.get(group) ?? 1) - 1;
    this.undecided.set(group, left);
    if (left <= 0) this.go(group);
  }

  /** No more members will say anything. What waits is run, or, where the run has stopped, let go unrun. */
  stalled(stopped: boolean): void {
    for (const group of [...this.waiting.keys()]) {
      if (!stopped) this.go(group);
      else for (const each of this.take(group)) each.resolve(false);
    }
  }

  private take(group: string): readonly Waiting[] {
    const list = this.waiting.get(group) ?? [];
    this.waiting.delete(group);
    return list;
  }

  private go(group: string): void {
    const waiting = new Map(this.take(group).map((each) => [each.asked, each.resolve]));
    for (const batch of alikeActions([...waiting.keys()])) {
      const ends = runActions(this.context, batch);
      // A bug is told by whoever runs the members: each of them gets it.
      for (const asked of batch)
        waiting.get(asked)?.(ends.then((result) => result.get(asked.instance.address) === true));
    }
  }
}
