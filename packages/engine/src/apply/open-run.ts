import { Recorder } from './recorder.ts';
import type { RunContext, RunMeans } from './run-context.ts';
import type { ToolContext } from './tools/tool.ts';
import { Waits } from './waits.ts';

/** A run with all that goes on in it. */
export interface OpenRun {
  readonly context: RunContext;
  readonly timeout: {
    /** Whether the time of the run is over. */
    over(): boolean;
    /** The way back takes the time that it takes. */
    lift(): void;
  };
  /** Waits for what nobody waited for. */
  close(): Promise<void>;
}

/** Seconds that an action may take on the way back at the least: a limit too short for the way forward must not end it. */
const wayBackTimeout = 3600;

/** Takes up a run: its state, its pen, its clock. */
export function openRun(means: RunMeans): OpenRun {
  const { order } = means.store;
  const expired = new AbortController();
  const timer = order.timeout === undefined ? undefined : setTimeout(() => expired.abort(), order.timeout * 1000);
  const cleanUps = new Set<Promise<void>>();
  const tools: ToolContext = {
    transport: means.transport,
    timeout: order.actionTimeout,
    signal: expired.signal,
    secret: (name, version) => means.store.reveal(name, version),
    ...(means.knownHosts === undefined ? {} : { knownHosts: means.knownHosts }),
  };
  const recorder = new Recorder(means.store, means.onEntry);
  const context: RunContext & { tools: RunContext['tools'] } = {
    means,
    recorder,
    tools,
    waits: new Waits(means, recorder, () => context.tools.signal.aborted),
    failures: [],
    inventories: [],
    cleanUp: (work) => {
      // A trace that stays on a node harms nothing; resuming a run clears what it finds.
      const settled = work.catch(() => undefined).finally(() => cleanUps.delete(settled));
      cleanUps.add(settled);
    },
  };
  return {
    context,
    timeout: {
      over: () => expired.signal.aborted,
      lift: () => {
        clearTimeout(timer);
        const timeout = tools.timeout === undefined ? undefined : Math.max(tools.timeout, wayBackTimeout);
        context.tools = { ...tools, timeout, signal: new AbortController().signal };
      },
    },
    close: async () => {
      clearTimeout(timer);
      await Promise.all(cleanUps);
    },
  };
}
