import type { NodeAnswer } from '../apply/check-nodes.ts';
import { toolNamed, toolNames } from '../apply/tools/registry.ts';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { ChangeSet, Limited } from '../preview/change-set.ts';
import { previewChanges } from '../preview/preview-changes.ts';
import { withoutProvider } from '../preview/without-provider.ts';
import { inCodePointOrder } from '../render/render-files.ts';
import type { RenderedRevision } from '../render/render-revision.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import { listDeployments } from '../store/inputs.ts';
import { diffRevisions } from '../store/revisions.ts';
import { secretsOf } from '../store/secrets.ts';
import { loadState } from '../store/state-store.ts';
import type { Store } from '../store/store.ts';
import { type ToolChecks, validateRevision } from '../validate/validate-revision.ts';
import { loadInputs } from './deployment-reading.ts';
import type { Carry, Operation } from './operation.ts';
import { done, type Failed, invalid, type TextOf } from './outcome.ts';
import type { PartSource } from './part-revision.ts';
import { textOfPlan } from './plan-reading.ts';
import {
  type FreshRevision,
  keepRevision,
  keptSecrets,
  locate,
  passingSecrets,
  renderPresent,
  restrictionsIn,
  takeUpRevision,
} from './revision-reading.ts';
import { refusedWhileUnfinished } from './unfinished-run.ts';
import { uniqueProblems } from './unique-problems.ts';
import { tytoVersion } from './version.ts';

// What only some calls need is imported when one does: a preview of the whole is asked for most, and pays by the module.
const planValidation = () => import('../validate/validate-plan.ts');
const partRevision = () => import('./part-revision.ts');

const toolChecks: ToolChecks = {
  names: toolNames(),
  check: (tool, config, path) => toolNamed(tool)?.check(config, path) ?? [],
};

/** `render`: the present inputs become the last rendered revision. */
export type RenderDeployment = Operation<
  { readonly name: string },
  {
    readonly deployment: string;
    readonly revision: string;
    /** False where the same tree was there already. */
    readonly isNew: boolean;
    /** The tree by path, and what it says itself of what is deployed: the configs of members made by an apply. */
    readonly files: ReadonlyMap<string, string>;
  }
>;

export const renderDeployment: Carry<RenderDeployment> = async ({ name }, { store }) => {
  const fresh = await renderPresent(store, name, keptSecrets(store));
  if (!isSound(fresh)) return failed(fresh);
  const kept = await keepRevision(store, name, fresh.value, tytoVersion);
  if (kept.value === undefined) return invalid(kept.problems);
  const { commit, isNew, graph } = kept.value;
  const { memberFiles } = await import('../preview/member-files.ts');
  const made = memberFiles(graph, loadState(store, name), { deployment: name, secrets: keptSecrets(store) });
  const files = inCodePointOrder([...kept.value.files, ...made]);
  return done({ deployment: name, revision: commit, isNew, files }, fresh.problems, textOfPlan(fresh.value.plan));
};

type SoundRevision = FreshRevision & { readonly revision: RenderedRevision };

function isSound(
  fresh: Checked<FreshRevision>,
): fresh is { readonly value: SoundRevision; readonly problems: readonly Diagnostic[] } {
  return fresh.value?.revision !== undefined && !hasErrors(fresh.problems);
}

function failed(fresh: Checked<FreshRevision>): Failed {
  return invalid(fresh.problems, fresh.value === undefined ? undefined : textOfPlan(fresh.value.plan));
}

/** `validate`: every problem of plan and inputs; keeps nothing. */
export type ValidateDeployment = Operation<
  { readonly name: string },
  { readonly deployment: string; readonly resources: number; readonly warnings: number }
>;

export const validateDeployment: Carry<ValidateDeployment> = async ({ name }, { store }) => {
  const fresh = await renderPresent(store, name, passingSecrets(store));
  if (fresh.value === undefined) return invalid(fresh.problems);
  const { plan, revision } = fresh.value;
  const { validatePlan } = await planValidation();
  // The plan by itself too: what the present inputs leave unused may be wrong, and is used by the next ones.
  const found = [...fresh.problems, ...validatePlan(plan)];
  if (revision !== undefined) found.push(...checkRevision(name, revision, store));
  const problems = uniqueProblems(found);
  if (revision === undefined || hasErrors(problems)) return invalid(problems, textOfPlan(plan));
  const resources = [...revision.graph.nodes.values()].filter((node) => node.kind === 'resource').length;
  return done({ deployment: name, resources, warnings: problems.length }, problems, textOfPlan(plan));
};

function checkRevision(name: string, revision: RenderedRevision, store: Store): readonly Diagnostic[] {
  const problems = validateRevision(revision, toolChecks);
  if (hasErrors(problems)) return problems;
  const { graph } = revision;
  const { reveal } = secretsOf(store);
  const state = loadState(store, name);
  const restrictionAt = restrictionsIn(revision);
  const changes = previewChanges({ deployment: name, graph, target: null, state, forced: [], reveal, restrictionAt });
  return [...problems, ...locate(changes.problems, revision)];
}

/** `preview`: what applying would change. */
export type PreviewDeployment = Operation<PreviewInput, Preview>;

export interface PreviewInput {
  readonly name: string;
  /** An earlier revision, instead of the present inputs. */
  readonly revision?: string;
  /** All is to be taken away. */
  readonly remove?: boolean;
  /** Addresses that are replaced whatever changes. */
  readonly forced?: readonly string[];
  /** Only a part: addresses that are wanted with what they require, and addresses that stay as they are. */
  readonly targets?: readonly string[];
  readonly excludes?: readonly string[];
  /** Whether the nodes are asked what they think of it. */
  readonly check?: boolean;
  /** It is to be applied next: refused where that would be. */
  readonly toApply?: boolean;
}

export interface Preview {
  readonly changes: ChangeSet;
  /** What differs in the rendered files: text of git; empty where nothing is deployed, or nothing is to be. */
  readonly diff: string;
  /** Rendered files where nothing was deployed to compare them with. */
  readonly newFiles: readonly string[];
  /** The nodes' own answers, by address, where they were asked. */
  readonly answers?: ReadonlyMap<string, NodeAnswer>;
}

export const previewDeployment: Carry<PreviewDeployment> = async (input, { store }) => {
  const { name, forced = [] } = input;
  const unfinished = input.toApply === true ? refusedWhileUnfinished(store, name) : undefined;
  if (unfinished !== undefined) return unfinished;
  const whole = await wantedRevision(input, store);
  if (whole.kind !== 'wanted') return whole;
  const state = loadState(store, name);
  const wanted = isLimited(input) ? await wantedPart(input, whole, state, store) : whole;
  if (wanted.kind !== 'wanted') return wanted;
  const { graph, target, limited } = wanted;
  const restrictionAt = wanted.fresh && restrictionsIn(wanted.fresh);
  const request = { deployment: name, graph, target, state, forced, restrictionAt, ...keptSecrets(store) };
  const previewed = previewChanges(limited === undefined ? request : { ...request, limited });
  const severity = input.toApply === true ? 'error' : 'warning';
  const missing = previewed.value === undefined ? [] : withoutProvider(previewed.value, graph, severity);
  // The members of a group have the same to tell.
  const problems = uniqueProblems([
    ...wanted.problems,
    ...locatedOnce(previewed.problems, wanted),
    ...(wanted.fresh === undefined ? missing : locate(missing, wanted.fresh)),
  ]);
  if (previewed.value === undefined || hasErrors(problems)) return invalid(problems, wanted.textOf);
  const hasBase = state.revision !== undefined && target !== null && target !== state.revision;
  const diff = hasBase ? await diffRevisions(store, name, state.revision, target) : { value: '', problems: [] };
  if (diff.value === undefined) return invalid(diff.problems);
  const newFiles = state.revision === undefined ? [...wanted.files.keys()] : [];
  const preview: Preview = { changes: previewed.value, diff: diff.value, newFiles };
  if (input.check !== true || graph === null) return done(preview, problems, wanted.textOf);
  const { askNodes } = await import('./ask-nodes.ts');
  const answers = await askNodes({ changes: previewed.value, graph, files: wanted.files, state, store });
  return done({ ...preview, answers }, problems, wanted.textOf);
};

/** What preview finds of a fresh revision, validation has mostly found before it, with a better place. */
function locatedOnce(problems: readonly Diagnostic[], { fresh, problems: before }: Wanted): readonly Diagnostic[] {
  if (fresh === undefined) return problems;
  return hasErrors(before) ? [] : locate(problems, fresh);
}

interface Wanted {
  readonly kind: 'wanted';
  readonly graph: ResourceGraph | null;
  readonly target: string | null;
  readonly files: ReadonlyMap<string, string>;
  readonly fresh?: RenderedRevision;
  /** What the revision was made from, where it is not in the store yet. */
  readonly source?: PartSource;
  readonly limited?: Limited;
  readonly problems: readonly Diagnostic[];
  readonly textOf?: TextOf;
}

async function wantedRevision(input: PreviewInput, store: Store): Promise<Wanted | Failed> {
  const { name, revision, remove } = input;
  if (remove === true) {
    const inputs = (await listDeployments(store)).includes(name) ? undefined : await loadInputs(store, name);
    if (inputs !== undefined) return invalid(inputs.problems);
    return { kind: 'wanted', graph: null, target: null, files: new Map(), problems: [] };
  }
  if (revision !== undefined && isLimited(input)) return earlierRevision(name, revision, store);
  if (revision !== undefined) {
    const taken = await takeUpRevision(store, name, revision);
    if (taken.value === undefined) return invalid(taken.problems);
    const { graph, commit, files } = taken.value;
    return { kind: 'wanted', graph, target: commit, files, problems: taken.problems };
  }
  const fresh = await renderPresent(store, name, keptSecrets(store));
  if (!isSound(fresh)) return failed(fresh);
  const textOf = textOfPlan(fresh.value.plan);
  const problems = [...fresh.problems, ...validateRevision(fresh.value.revision, toolChecks)];
  if (hasErrors(problems)) return invalid(problems, textOf);
  const common = { kind: 'wanted', fresh: fresh.value.revision, problems, textOf } as const;
  if (isLimited(input)) {
    const { graph, files } = fresh.value.revision;
    const { sourceOfFresh } = await partRevision();
    return { ...common, graph, target: null, files, source: sourceOfFresh(fresh.value, tytoVersion) };
  }
  const kept = await keepRevision(store, name, fresh.value, tytoVersion);
  if (kept.value === undefined) return invalid(kept.problems);
  const { graph, commit, files } = kept.value;
  return { ...common, graph, target: commit, files };
}

function isLimited({ targets = [], excludes = [] }: PreviewInput): boolean {
  return targets.length > 0 || excludes.length > 0;
}

/** An earlier revision of which only a part is wanted, so that it itself does not become the last rendered one. */
async function earlierRevision(name: string, revision: string, store: Store): Promise<Wanted | Failed> {
  const { sourceOfEarlier } = await partRevision();
  const source = await sourceOfEarlier(store, name, revision);
  if (source.value === undefined) return invalid(source.problems);
  const { graph, files } = source.value;
  return { kind: 'wanted', graph, target: null, files, source: source.value, problems: source.problems };
}

async function wantedPart(input: PreviewInput, whole: Wanted, state: State, store: Store): Promise<Wanted | Failed> {
  const { name, targets = [], excludes = [], forced = [] } = input;
  if (whole.source === undefined) throw new Error('a part was asked for of what is removed');
  const { keepPart } = await partRevision();
  const part = await keepPart(store, name, { source: whole.source, state, forced, limits: { targets, excludes } });
  if (part.value === undefined) return invalid(part.problems, whole.textOf);
  return { ...whole, ...part.value };
}
