import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Plan } from '../plan/plan.ts';
import type { FileContent, PlanFiles } from '../plan/plan-files.ts';
import { readPlan as describePlan } from '../plan/read-plan.ts';
import type { PlanTree } from '../store/plan-tree.ts';
import { readPlan as readStoredPlan } from '../store/plans.ts';
import { readPlanFiles, type PlanFiles as StoredFiles } from '../store/read-plan-files.ts';
import type { Store } from '../store/store.ts';

/** A name of a plan, alone or with a version: `web`, `web@1f3a9c2`. */
export interface PlanReference {
  readonly name: string;
  readonly version: string | undefined;
}

export function parsePlanReference(text: string): PlanReference {
  const at = text.indexOf('@');
  return at === -1 ? { name: text, version: undefined } : { name: text.slice(0, at), version: text.slice(at + 1) };
}

/** A plan of the store at a version, read, with when it was made and why. */
export interface LoadedPlan {
  readonly plan: Plan;
  readonly time: string;
  readonly message: string;
}

/** Reads a version of a plan (the newest without one). Problems are located in the plan's files. */
export async function loadPlan(store: Store, name: string, version?: string): Promise<Checked<LoadedPlan>> {
  const stored = await readStoredPlan(store, name, version);
  if (stored.value === undefined) return { problems: stored.problems };
  const { time, message } = stored.value;
  const plan = describePlan(name, stored.value.version, planFilesOf(stored.value));
  const problems = [...stored.problems, ...plan.problems];
  return plan.value === undefined ? { problems } : { value: { plan: plan.value, time, message }, problems };
}

/** Reads files that are to become a plan's version as that plan. */
export function describeTree(name: string | undefined, tree: PlanTree): Checked<Plan> {
  const { plan, problems } = readPlanFiles(
    new Map(
      [...tree.files].map(([path, { mode, content }]) => {
        const bytes = Buffer.from(content);
        return [path, { mode, id: '', size: bytes.length, content: bytes }];
      }),
    ),
  );
  const described = describePlan(name, 'imported', planFilesOf(plan));
  return { ...described, problems: [...problems, ...described.problems] };
}

/** The store's files of a plan as the plan room sees them. */
function planFilesOf(stored: StoredFiles): PlanFiles {
  const paths = new Set([...stored.files.keys(), ...stored.binary, ...stored.tooLarge.keys(), ...stored.links.keys()]);
  return {
    paths: [...paths].sort(),
    read: (path): FileContent => {
      const text = stored.files.get(path);
      if (text !== undefined) return { kind: 'text', text };
      if (stored.binary.has(path)) return { kind: 'binary' };
      if (stored.tooLarge.has(path)) return { kind: 'too-large' };
      return { kind: stored.links.has(path) ? 'link' : 'missing' };
    },
  };
}

/** The text of a plan's file, for the lines that problems point at. */
export function textOfPlan(plan: Plan): (file: string) => string | undefined {
  return (file) => {
    // An environment of the plan may hold a hidden value in clear; a template has at most a default.
    const content = plan.environments.includes(file) ? undefined : plan.files.read(file);
    return content?.kind === 'text' ? content.text : undefined;
  };
}
