import type { Change } from '../preview/change-set.ts';
import { currentInstances } from '../preview/current-instances.ts';
import { unfoldMeans } from '../preview/preview-changes.ts';
import { unfolding } from '../preview/unfold-graph.ts';
import { walkChanges } from '../preview/walk-changes.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { Instance } from '../state/state.ts';
import type { Course, RunContext } from './run-context.ts';

/** What is done to members that have come to be known in a run, each asked for only where somebody goes by it. */
export interface WorkToCome {
  /** What was there when the run began, as what is there then; by id. */
  before(): ReadonlyMap<string, Instance>;
  /** What the run does to the members, or has done in an earlier life. */
  changes(): readonly Pick<Change, 'kind' | 'address'>[];
}

/** What a course does to what is added to its graph. */
export function workToCome(context: RunContext, course: Course, added: Pick<ResourceGraph, 'nodes'>): WorkToCome {
  let there: ReturnType<WorkToCome['before']> | undefined;
  let changes: ReturnType<WorkToCome['changes']> | undefined;
  return {
    before: () => {
      there ??= before(context);
      return there;
    },
    changes: () => {
      changes ??= changesAmong(context, course, added);
      return changes;
    },
  };
}

function before({ means, recorder }: RunContext): ReadonlyMap<string, Instance> {
  const all = recorder.state.all();
  const replaced = new Set(all.flatMap((each) => (each.createdBy === means.store.run ? (each.replaces ?? []) : [])));
  const found = all.filter(
    ({ id, role, createdBy }) => createdBy !== means.store.run && (role === 'current' || replaced.has(id)),
  );
  return new Map(found.map((each) => [each.id, { ...each, role: 'current' }]));
}

function changesAmong(
  { means: { store }, recorder }: RunContext,
  { graph, known, forced, acted }: Course,
  { nodes }: Pick<ResourceGraph, 'nodes'>,
): readonly Pick<Change, 'kind' | 'address'>[] {
  const changes = walkChanges(unfolding({ ...graph, nodes }), {
    known: known.fork(),
    means: unfoldMeans({ deployment: store.deployment, reveal: store.reveal }),
    current: currentInstances({ instances: new Map(recorder.state.all().map((each) => [each.id, each])) }),
    forced: new Set(forced),
    leftOut: new Set(),
    tell: () => undefined,
  });
  const done = [...nodes.keys()].filter((address) => acted?.has(address) === true);
  return [...changes, ...done.map((address) => ({ kind: 'update', address }) as const)];
}
