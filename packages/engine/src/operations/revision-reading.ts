import { type Checked, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { restrictionAt } from '../hot/resource-overrides.ts';
import type { DeploymentInputs } from '../plan/deployment-inputs.ts';
import type { Plan } from '../plan/plan.ts';
import type { RestrictionAt } from '../preview/guard-changes.ts';
import { readGraph } from '../render/graph-text.ts';
import type { Origins } from '../render/origins.ts';
import { graphFile } from '../render/render-files.ts';
import { type RenderedRevision, renderRevision } from '../render/render-revision.ts';
import type { SecretStore } from '../render/rendering.ts';
import type { ResourceGraph } from '../render/revision.ts';
import { readRevision, restoreRevision, writeRendered } from '../store/revisions.ts';
import { putSecret, secretsOf } from '../store/secrets.ts';
import type { Store } from '../store/store.ts';
import { changedImmutables, readApplied } from './applied-revision.ts';
import { loadInputs } from './deployment-reading.ts';
import { loadPlan } from './plan-reading.ts';
import { memoryFor } from './render-memories.ts';

/** A deployment's present inputs, rendered; nothing of it is kept yet. */
export interface FreshRevision {
  readonly plan: Plan;
  /** The commit of the inputs, and what they say. */
  readonly inputs: string;
  readonly given: DeploymentInputs;
  /** Absent where there are errors. */
  readonly revision?: RenderedRevision;
}

/**
 * Renders a deployment's present inputs. Gives the plan even where there are errors, so that they can be shown. How it
 * came about is noted in `origins` where that is given.
 */
export async function renderPresent(
  store: Store,
  name: string,
  secrets: SecretStore,
  origins?: Origins,
): Promise<Checked<FreshRevision>> {
  const loaded = await loadInputs(store, name);
  if (loaded.value === undefined) return { problems: loaded.problems };
  const { inputs, stored } = loaded.value;
  const found = await loadPlan(store, inputs.plan.name, inputs.plan.version);
  if (found.value === undefined) return { problems: found.problems };
  const { plan } = found.value;
  const applied = await readApplied(store, name);
  if (applied.problems.length > 0) return { problems: applied.problems };
  const { value: earlier } = applied;
  const memory = memoryFor(store, name);
  const rendered = renderRevision(
    { deployment: name, plan, inputs, secrets, earlier: earlier?.graph, memory },
    origins,
  );
  const fixed = earlier === undefined ? [] : await changedImmutables(store, earlier, plan, inputs);
  const problems = [...loaded.problems, ...found.problems, ...rendered.problems, ...fixed];
  const sound = rendered.value === undefined || hasErrors(problems) ? {} : { revision: rendered.value };
  return { value: { plan, inputs: stored.commit, given: inputs, ...sound }, problems };
}

/** The store's secrets; new ones are kept at once. */
export function keptSecrets(store: Store): SecretStore {
  const { reveal } = secretsOf(store);
  return { reveal, secretFor: (name, value) => putSecret(store, name, value) };
}

/** The store's secrets; new ones are only told apart, for who wants to look and keep nothing. */
export function passingSecrets(store: Store): SecretStore {
  const { reveal } = secretsOf(store);
  const passing = new Map<string, Parameters<SecretStore['secretFor']>[1]>();
  return {
    reveal: (name, version) => (version === 0 ? passing.get(name) : reveal(name, version)),
    secretFor: (name, value) => {
      passing.set(name, value);
      return { kind: 'secret', name, version: 0 };
    },
  };
}

/** A revision that is in the store, and its graph. */
export interface KeptRevision {
  readonly commit: string;
  readonly isNew: boolean;
  readonly graph: ResourceGraph;
  readonly files: ReadonlyMap<string, string>;
}

/** What a revision's commit says of where it comes from. */
export function trailersOf({ plan, inputs }: FreshRevision, tytoVersion: string): ReadonlyMap<string, string> {
  return new Map([
    ['Tyto-Plan', `${plan.name}@${plan.version}`],
    ['Tyto-Inputs', inputs],
    ['Tyto-Version', tytoVersion],
  ]);
}

/** Commits a fresh revision as the last rendered one; a tree that is there already makes no commit. */
export async function keepRevision(
  store: Store,
  name: string,
  fresh: FreshRevision & { readonly revision: RenderedRevision },
  tytoVersion: string,
): Promise<Checked<KeptRevision>> {
  const { files, graph } = fresh.revision;
  const written = await writeRendered(store, name, files, trailersOf(fresh, tytoVersion));
  if (written.value === undefined) return { problems: written.problems };
  return { value: { ...written.value, graph, files }, problems: [] };
}

/** Makes an earlier revision the last rendered one again, and reads it. */
export async function takeUpRevision(store: Store, name: string, revision: string): Promise<Checked<KeptRevision>> {
  const restored = await restoreRevision(store, name, revision);
  if (restored.value === undefined) return { problems: restored.problems };
  const read = await readStoredGraph(store, name, restored.value.commit);
  if (read.value === undefined) return { problems: read.problems };
  return { value: { ...restored.value, ...read.value }, problems: [] };
}

/** Reads a revision of the store and its graph. */
export async function readStoredGraph(
  store: Store,
  name: string,
  revision: string,
): Promise<Checked<{ readonly graph: ResourceGraph; readonly files: ReadonlyMap<string, string> }>> {
  const stored = await readRevision(store, name, revision);
  if (stored.value === undefined) return { problems: stored.problems };
  const { files } = stored.value;
  const graph = readGraph(files.get(graphFile) ?? '', secretsOf(store).reveal, graphFile);
  return graph.value === undefined
    ? { problems: graph.problems }
    : { value: { graph: graph.value, files }, problems: [] };
}

/** Gives problems that name a resource of a fresh revision the place where its properties stand. */
export function locate(problems: readonly Diagnostic[], revision: RenderedRevision): readonly Diagnostic[] {
  return problems.map((each) => {
    const address = /^[^:@]+/.exec(each.path ?? '')?.[0];
    const at = address === undefined ? undefined : revision.places.get(address)?.at;
    return each.at !== undefined || at === undefined ? each : { ...each, at };
  });
}

/** Where the sources of a fresh revision restrict what is done to a resource. */
export function restrictionsIn({ registry }: RenderedRevision): RestrictionAt {
  return (address, action) => restrictionAt(registry, address.split('/'), action);
}
