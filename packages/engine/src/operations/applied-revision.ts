import { immutableChanges } from '../compute/immutable-changes.ts';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import type { DeploymentInputs } from '../plan/deployment-inputs.ts';
import { loadStack } from '../plan/load-stack.ts';
import type { Plan } from '../plan/plan.ts';
import { readTextFile } from '../plan/read-text-file.ts';
import { earlierGraph } from '../preview/earlier-graph.ts';
import { unfoldMeans } from '../preview/preview-changes.ts';
import { readGraph } from '../render/graph-text.ts';
import { graphFile } from '../render/render-files.ts';
import type { EarlierGraph, ReadEarlier } from '../render/rendering.ts';
import { readRevisionFile } from '../store/revisions.ts';
import { secretsOf } from '../store/secrets.ts';
import { loadState, stateMoment } from '../store/state-store.ts';
import type { Store } from '../store/store.ts';
import { loadInputs } from './deployment-reading.ts';
import { loadPlan, parsePlanReference } from './plan-reading.ts';

/** The revision of a deployment that is applied, as far as the next one goes by it. */
interface AppliedRevision {
  readonly deployment: string;
  readonly graph: ReadEarlier;
  /** What its commit says of where it comes from. */
  readonly trailers: ReadonlyMap<string, string>;
}

/** Reads the revision that is applied; no value where none is. Its graph is parsed only when it is asked for. */
export async function readApplied(store: Store, deployment: string): Promise<Checked<AppliedRevision>> {
  const { revision } = stateMoment(store, deployment);
  if (revision === null) return { problems: [] };
  const found = await readRevisionFile(store, deployment, revision, graphFile);
  if (found.value === undefined) return { problems: found.problems };
  const { text, trailers } = found.value;
  let read: EarlierGraph | undefined;
  const graph: ReadEarlier = () => {
    const { reveal } = secretsOf(store);
    const applied = read === undefined ? readGraph(text, reveal).value : undefined;
    if (applied !== undefined) {
      read = earlierGraph(applied, loadState(store, deployment), unfoldMeans({ deployment, reveal }));
    }
    return read;
  };
  return { value: { deployment, graph, trailers }, problems: [] };
}

/**
 * Immutable parameters that have another value than they were deployed with. What the applied revision was made from
 * tells these; where that is gone, nothing can. Heat: `service.py`, _prepare_stack_updates.
 */
export async function changedImmutables(
  store: Store,
  { deployment, trailers }: AppliedRevision,
  plan: Plan,
  inputs: DeploymentInputs,
): Promise<readonly Diagnostic[]> {
  const text = readTextFile(plan.files, plan.template, undefined);
  // Spares most plans that their inputs are read twice.
  if (typeof text !== 'string' || !text.includes('immutable')) return [];
  const { reveal } = secretsOf(store);
  const after = loadStack(plan, inputs, reveal).value;
  const [planTrailer, inputsTrailer] = [trailers.get('Tyto-Plan'), trailers.get('Tyto-Inputs')];
  if (after === undefined || planTrailer === undefined || inputsTrailer === undefined) return [];
  const { name, version } = parsePlanReference(planTrailer);
  const before = await loadInputs(store, deployment, inputsTrailer);
  const earlierPlan = await loadPlan(store, name, version);
  if (before.value === undefined || earlierPlan.value === undefined) return [];
  const stack = loadStack(earlierPlan.value.plan, before.value.inputs, reveal).value;
  return stack === undefined ? [] : immutableChanges(stack, after);
}
