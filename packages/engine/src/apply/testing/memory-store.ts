import type { JournalEntry } from '../../event/journal-entry.ts';
import { waitKey } from '../../event/waiting.ts';
import type { Value } from '../../hot/value.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { ResourceGraph } from '../../render/revision.ts';
import { emptyState, type State } from '../../state/state.ts';
import type { KeptSignal } from '../../store/signals.ts';
import { LiveState } from '../live-state.ts';
import type { RunOrder, RunStore } from '../run-store.ts';
import { SimulatedClock } from './simulated-clock.ts';
import type { Life } from './simulated-node.ts';

/** What outlives a process: state, journals, revisions. */
export class Memory {
  state: State = emptyState('sim');
  head: string | undefined;
  readonly journals = new Map<string, JournalEntry[]>();
  readonly graphs = new Map<string, ResourceGraph>();
  readonly secrets = new Map<string, Value[]>();
  readonly clock = new SimulatedClock();
  /** By instance of a handle. */
  readonly signals = new Map<string, readonly KeptSignal[]>();
  readonly clearedHooks = new Set<string>();

  /** The store as a process with a life of its own sees it. */
  storeFor(run: string, order: RunOrder, life: Life): RunStore {
    const journal = this.journals.get(run) ?? [];
    this.journals.set(run, journal);
    return {
      id: 'simstore01',
      run,
      deployment: 'sim',
      order,
      loadState: () => this.state,
      readJournal: () => [...journal],
      append: (records) => {
        // Death before the transaction loses it, death after it keeps it: never a part of it.
        life.liveOn();
        const entries = records.map(({ fact, step }, index): JournalEntry => {
          const base = {
            formatVersion: 1,
            run,
            sequence: journal.length + index + 1,
            time: new Date(this.clock.now()).toISOString(),
          } as const;
          return { ...fact, ...base, ...(step === undefined ? {} : { step }) };
        });
        const live = new LiveState(this.state);
        for (const { step } of records) if (step !== undefined) live.step(step);
        this.state = { ...live.snapshot(), serial: this.state.serial + 1 };
        journal.push(...entries);
        life.liveOn();
        return entries;
      },
      reveal: (name, version) => this.secrets.get(name)?.[version - 1],
      putSecret: (name, value) => {
        const versions = this.secrets.get(name) ?? [];
        this.secrets.set(name, [...versions, value]);
        return { kind: 'secret', name, version: versions.length + 1 };
      },
      signalsOn: (instance) => this.signals.get(instance) ?? [],
      clearSignals: (instance) => {
        this.signals.delete(instance);
      },
      isHookCleared: (wait) => this.clearedHooks.has(`${run} ${waitKey(wait)}`),
      readGraph: async (revision) => {
        const graph = this.graphs.get(revision);
        if (graph === undefined) throw new Error(`no revision ${revision}`);
        return graph;
      },
      readInventory: async () => inventory,
      moveHead: async (revision) => {
        await life.live();
        this.head = revision;
      },
    };
  }
}

const node = {
  name: 'node-1',
  at: { file: 'inventory.yaml', line: 1, column: 1 },
  groups: [],
  variables: new Map(),
  connection: { kind: 'local' },
} as const;

/** The one node that all simulated deployments are on. */
export const inventory: Inventory = { kind: 'Inventory', nodes: new Map([[node.name, node]]), groups: new Map() };
