import { strict as assert } from 'node:assert';
import type { JournalFact } from '../../event/journal-entry.ts';
import type { Change, ChangeSet, Limited } from '../../preview/change-set.ts';
import type { Limits } from '../../preview/choose-part.ts';
import { previewChanges } from '../../preview/preview-changes.ts';
import { previewPart, type WantedPart } from '../../preview/preview-part.ts';
import { readGraph, writeGraph } from '../../render/graph-text.ts';
import type { ResourceGraph } from '../../render/revision.ts';
import type { RunReport } from '../../report/run-report.ts';
import { applyChanges } from '../apply-changes.ts';
import type { Clock } from '../clock.ts';
import { type ResumeMode, resumeRun } from '../resume-run.ts';
import type { RunMeans } from '../run-context.ts';
import type { RunOrder } from '../run-store.ts';
import { inventory, Memory } from './memory-store.ts';
import { type GraphPlan, graphOf } from './random-graph.ts';
import { Dead, type Fate, Life, type Living, SimulatedNodes } from './simulated-node.ts';

/** A deployment on simulated nodes, driven by the real engine, whose process may die at any instant. */
export class Simulation {
  readonly memory = new Memory();
  readonly nodes = new SimulatedNodes();
  private instances = 0;
  private runs = 0;
  /** What chance gives. */
  random: () => number = () => 0.5;
  /** Asks the process that lives to stop. */
  stop = new AbortController();
  /** Kills the process that lives. */
  kill: () => void = () => undefined;

  /** Previews a plan and applies it in a process that lives for so many instants; undefined where it died. */
  async apply(
    revision: string,
    plan: GraphPlan,
    options: { instants?: number | undefined; rollback?: boolean; limits?: Limits } = {},
  ): Promise<RunReport | undefined> {
    const { limits } = options;
    return this.applyGraph(
      revision,
      limits === undefined ? { graph: graphOf(plan) } : this.part(plan, limits),
      options,
    );
  }

  /** The same for a graph, or for a part of one. */
  async applyGraph(
    revision: string,
    part: { readonly graph: ResourceGraph; readonly limited?: Limited },
    options: { instants?: number | undefined; rollback?: boolean; parallel?: number } = {},
  ): Promise<RunReport | undefined> {
    const { instants = Number.POSITIVE_INFINITY, rollback = true, parallel = 4 } = options;
    // Through its text, as it is kept.
    const graph = readGraph(writeGraph(part.graph), () => undefined).value;
    assert.ok(graph !== undefined);
    this.memory.graphs.set(revision, graph);
    const preview = previewChanges({ ...this.request(), ...part, graph, target: revision });
    assert.ok(preview.value !== undefined, JSON.stringify(preview.problems));
    this.changes = preview.value;
    this.runs += 1;
    const order: RunOrder = { changes: preview.value, rollback, parallel };
    const run = `r${this.runs}`;
    const start: JournalFact = {
      kind: 'run-started',
      deployment: 'sim',
      purpose: 'apply',
      base: order.changes.base.revision,
      target: revision,
      rollback,
    };
    this.memory.storeFor(run, order, new Life(Number.POSITIVE_INFINITY)).append([{ fact: start }]);
    this.order = order;
    return this.liveThrough(instants, (means) => applyChanges(means));
  }

  /** What the last apply was to change. */
  changes: ChangeSet | undefined;
  private order: RunOrder | undefined;

  private request() {
    return { deployment: 'sim', state: this.memory.state, forced: [], reveal: () => undefined };
  }

  private part(plan: GraphPlan, limits: Limits): WantedPart {
    return this.partOf(graphOf(plan), limits);
  }

  /** A part of a graph, as it is to be applied now. */
  partOf(graph: ResourceGraph, limits: Limits): WantedPart {
    const base = this.memory.graphs.get(this.memory.state.revision ?? '');
    const part = previewPart({ ...this.request(), graph, base, inventory, limits });
    assert.ok(part.value !== undefined, JSON.stringify(part.problems));
    return part.value;
  }

  /** What applying a plan would change now, by address. */
  wouldChange(plan: GraphPlan): ReadonlyMap<string, Change> {
    return this.wouldChangeTo(graphOf(plan));
  }

  /** The same for a graph. */
  wouldChangeTo(graph: ResourceGraph): ReadonlyMap<string, Change> {
    const preview = previewChanges({ ...this.request(), graph, target: 'check' });
    const changes = preview.value?.changes.filter((each) => each.kind !== 'unchanged') ?? [];
    return new Map(changes.map((each) => [each.address, each]));
  }

  /** Takes up the last run in a new process. */
  resume(mode: ResumeMode, instants = Number.POSITIVE_INFINITY): Promise<RunReport | undefined> {
    return this.liveThrough(instants, (means) => resumeRun(means, mode));
  }

  private async liveThrough(
    instants: number,
    work: (means: RunMeans) => Promise<RunReport>,
  ): Promise<RunReport | undefined> {
    assert.ok(this.order !== undefined);
    const life = new Life(instants);
    this.kill = () => life.kill();
    const means: RunMeans = {
      store: this.memory.storeFor(`r${this.runs}`, this.order, life),
      toolNamed: (name) => this.nodes.tool(name, life),
      transport: () => {
        throw new Error('the simulated tool needs no transport');
      },
      newInstanceId: () => `i${++this.instances}`,
      onEntry: () => undefined,
      clock: clockOf(this.memory.clock, life),
      random: () => this.random(),
      stop: this.stop.signal,
    };
    const died = life.died.then(() => undefined);
    const report = work(means).catch((error: unknown) => {
      if (!(error instanceof Dead)) throw error;
      return undefined;
    });
    return Promise.race([report, died]);
  }

  /** The id of the last run. */
  run(): string {
    return `r${this.runs}`;
  }

  /** Whether the last run has turned round. */
  undoing(): boolean {
    return (this.memory.journals.get(`r${this.runs}`) ?? []).some((each) => each.kind === 'undo-started');
  }

  /** Lets the action of this number, counted from now without deletions and the way back, come to a fate; tells whether it did. */
  failOnce(failing: number, fate: Fate): () => boolean {
    let actions = 0;
    let spent = false;
    this.nodes.fate = ({ action }) => {
      // What fails on the way back, or past the commit point, has a test of its own.
      if (spent || action === 'DELETE' || this.undoing() || actions++ !== failing) return 'succeed';
      spent = true;
      return fate;
    };
    return () => spent;
  }

  /** What lives now, to be compared with what lived at another time. */
  living(): ReadonlyMap<string, Living> {
    return new Map(this.nodes.living);
  }

  /** Holds what lives against a plan: one instance for each deployment, with the inputs that the plan gives it now. */
  checkAgainst(plan: GraphPlan): void {
    assert.deepEqual([...this.wouldChange(plan).values()], [], 'the state differs from the plan');
    const byAddress = new Map([...this.nodes.living.values()].map((each) => [each.address, each]));
    assert.equal(byAddress.size, this.nodes.living.size, 'an address lives twice');
    assert.equal(byAddress.size, plan.nodes.size + plan.fleet.length, 'as many live as the plan has');
    for (const instance of this.memory.state.instances.values()) {
      const living = this.nodes.living.get(instance.id);
      if (instance.type !== 'OS::Heat::SoftwareDeployment') continue;
      assert.deepEqual(
        living?.inputs,
        new Map([...(instance.inputs ?? [])].map(([name, value]) => [name, String(value)])),
      );
    }
  }
}

/** The clock as a process sees it: a dead one sleeps for ever. */
function clockOf(clock: Clock, life: Life): Clock {
  return {
    now: () => clock.now(),
    sleep: async (milliseconds, until) => {
      await clock.sleep(milliseconds, until);
      if (life.dead) await new Promise(() => undefined);
    },
  };
}
