import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { applyChanges } from '../packages/engine/src/apply/apply-changes.ts';
import { systemClock } from '../packages/engine/src/apply/clock.ts';
import { beginRun } from '../packages/engine/src/apply/stored-run.ts';
import { toolNamed } from '../packages/engine/src/apply/tools/registry.ts';
import { localTransport } from '../packages/engine/src/apply/transports/local.ts';
import type { ActionId, NodeProgram, Transport } from '../packages/engine/src/apply/transports/transport.ts';
import { type Operations, perform } from '../packages/engine/src/operations/operations.ts';
import type { Outcome } from '../packages/engine/src/operations/outcome.ts';
import type { ChangeSet } from '../packages/engine/src/preview/change-set.ts';
import { closeStore, openStore, type Store } from '../packages/engine/src/store/store.ts';
import { type Cost, measured } from './rounds.ts';

/** How the actions hang together: each on the one before it, or none on any. */
export type Shape = 'chain' | 'parallel';

export interface EngineWork {
  readonly shape: Shape;
  readonly actions: number;
  readonly parallel: number;
}

/** A program that the engine had run on its node. */
export interface Sent {
  readonly id: ActionId;
  readonly program: NodeProgram;
}

const inventory = 'all: {hosts: {here: {ansible_connection: local}}}\n';

/** A plan whose every deployment runs `true`; in a chain each gets the status of the one before it as an input. */
function template({ shape, actions }: EngineWork): string {
  const deployments = Array.from({ length: actions }, (_, index) => {
    const awaited = shape === 'chain' && index > 0 ? `{get_attr: [action-${index - 1}, deploy_status_code]}` : '"0"';
    const properties = `{config: {get_resource: no-op}, server: here, input_values: {before: ${awaited}}}`;
    return `  action-${index}: {type: OS::Heat::SoftwareDeployment, properties: ${properties}}\n`;
  });
  const config = '  no-op: {type: OS::Heat::SoftwareConfig, properties: {group: script, config: "true\\n"}}\n';
  return `heat_template_version: wallaby\nresources:\n${config}${deployments.join('')}`;
}

/**
 * Applies a plan of no-op actions by the whole engine, store, journal and transport in a directory that is empty. Gives
 * what it took from the start of the run to its report; `onSent` is told what was run.
 */
export async function runEngine(directory: string, work: EngineWork, onSent?: (sent: Sent) => void): Promise<Cost> {
  const store = demand(openStore(join(directory, 'data')).value);
  try {
    const changes = await previewWork(store, work);
    const local = localTransport({ directory: join(directory, 'node') });
    const transport = onSent === undefined ? local : overheard(local, onSent);
    return await measured(() => apply(store, work, changes, transport).finally(local.close));
  } finally {
    closeStore(store);
  }
}

async function previewWork(store: Store, work: EngineWork): Promise<ChangeSet> {
  const ask = async <N extends keyof Operations>(name: N, input: Operations[N]['input']) =>
    resultOf<Operations[N]['result']>(await perform(name, input, { store }));
  const file = { mode: '100644', content: template(work) } as const;
  await ask('plan import', { tree: { kind: 'PlanTree', files: new Map([['template.yaml', file]]) }, name: 'work' });
  const changes = { plan: 'work', inventory: { file: 'inventory.yaml', text: inventory } };
  await ask('deployment create', { name: 'work', changes });
  return (await ask('preview', { name: 'work' })).changes;
}

async function apply(
  store: Store,
  { actions, parallel }: EngineWork,
  changes: ChangeSet,
  transport: Transport,
): Promise<void> {
  const begun = beginRun(store, 'work', 'apply', { changes, rollback: true, parallel, actionTimeout: 3600 });
  if (begun.kind !== 'begun') throw new Error(`the run did not begin: ${begun.kind}`);
  let entries = 0;
  const report = await applyChanges({
    store: begun.store,
    toolNamed,
    transport: () => transport,
    newInstanceId: () => randomUUID(),
    clock: systemClock,
    random: Math.random,
    onEntry: () => {
      entries += 1;
    },
    stop: new AbortController().signal,
  });
  if (report.status !== 'done' || entries < 2 * actions) throw new Error(`the run went wrong: ${report.status}`);
}

function overheard(transport: Transport, onSent: (sent: Sent) => void): Transport {
  return {
    ...transport,
    run: (node, id, program, options) => {
      onSent({ id, program });
      return transport.run(node, id, program, options);
    },
  };
}

function resultOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind !== 'done') throw new Error(outcome.problems.map((each) => each.message).join('\n'));
  return outcome.result;
}

function demand<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the store could not be opened');
  return value;
}
