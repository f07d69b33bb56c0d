import { graphFile } from '../render/render-files.ts';
import { listDeployments } from '../store/inputs.ts';
import { listPlans, planVersions } from '../store/plans.ts';
import { logRevisions, readRevision } from '../store/revisions.ts';
import { listRuns } from '../store/runs.ts';
import { loadState } from '../store/state-store.ts';
import type { Store } from '../store/store.ts';
import { loadInputs } from './deployment-reading.ts';
import type { Carry, Operation } from './operation.ts';
import { done } from './outcome.ts';
import { loadPlan } from './plan-reading.ts';
import { readStoredGraph } from './revision-reading.ts';
import { rootTemplate } from './root-template.ts';

/** `complete`: names that exist, for who types one. What can't be read has none. */
export type ListNames = Operation<
  {
    readonly of: 'plan' | 'plan version' | 'deployment' | 'run' | 'address' | 'output' | 'parameter' | 'revision';
    /** The deployment that has them, or the plan whose versions they are. */
    readonly within?: string;
  },
  { readonly names: readonly Named[] }
>;

export interface Named {
  readonly name: string;
  readonly description: string;
}

const most = 50;

export const listNames: Carry<ListNames> = async ({ of, within = '' }, { store }) => {
  switch (of) {
    case 'plan':
      return done({ names: listPlans(store).map((name) => ({ name, description: 'plan' })) });
    case 'deployment':
      return done({ names: (await listDeployments(store)).map((name) => ({ name, description: 'deployment' })) });
    case 'run':
      return done({ names: listRuns(store, undefined, most).map(describeRun) });
    case 'plan version':
      return done({ names: await versionNames(store, within) });
    case 'address':
      return done({ names: await addresses(store, within) });
    case 'output':
      return done({ names: await outputs(store, within) });
    case 'parameter':
      return done({ names: await parameters(store, within) });
    case 'revision':
      return done({
        names: (await logRevisions(store, within, most)).map((each) => named(each.id.slice(0, 12), each.message)),
      });
  }
};

function named(name: string, description: string): Named {
  return { name, description: description.split('\n')[0] ?? '' };
}

function describeRun({ id, deployment, purpose, status }: ReturnType<typeof listRuns>[number]): Named {
  return named(id, `${purpose} ${deployment}, ${status}`);
}

async function versionNames(store: Store, plan: string): Promise<readonly Named[]> {
  const versions = await planVersions(store, plan, most);
  return (versions.value ?? []).map((each) => named(`${plan}@${each.version.slice(0, 12)}`, each.message));
}

/** Of what is deployed, and of what was rendered last. */
async function addresses(store: Store, deployment: string): Promise<readonly Named[]> {
  const found = new Map<string, string>();
  const rendered = await readStoredGraph(store, deployment, 'rendered');
  for (const [address, { type }] of rendered.value?.graph.nodes ?? []) found.set(address, type);
  for (const { address, type } of loadState(store, deployment).instances.values()) found.set(address, type);
  return [...found].map(([name, type]) => named(name, type));
}

async function outputs(store: Store, deployment: string): Promise<readonly Named[]> {
  const applied = await readRevision(store, deployment);
  if (applied.value?.files.has(graphFile) !== true) return [];
  const read = await readStoredGraph(store, deployment, 'HEAD');
  return [...(read.value?.graph.outputs ?? [])].map(([name, each]) => named(name, each.description ?? ''));
}

async function parameters(store: Store, deployment: string): Promise<readonly Named[]> {
  const loaded = await loadInputs(store, deployment);
  if (loaded.value === undefined) return [];
  const { name, version } = loaded.value.inputs.plan;
  const plan = await loadPlan(store, name, version);
  const template = plan.value === undefined ? undefined : rootTemplate(plan.value.plan).value;
  return [...(template?.parameters.values() ?? [])].map((each) => named(each.name, each.description ?? each.type));
}
