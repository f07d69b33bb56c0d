import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { parseInventory } from '../inventory/parse-inventory.ts';
import type { Limited } from '../preview/change-set.ts';
import type { Limits } from '../preview/choose-part.ts';
import { previewPart } from '../preview/preview-part.ts';
import { renderFiles } from '../render/render-files.ts';
import type { RenderedRevision } from '../render/render-revision.ts';
import type { ResourceGraph } from '../render/revision.ts';
import type { State } from '../state/state.ts';
import { readRevision, writeRendered } from '../store/revisions.ts';
import type { Store } from '../store/store.ts';
import { type FreshRevision, keptSecrets, readStoredGraph, trailersOf } from './revision-reading.ts';

/** A whole revision of which a part is taken, and where it comes from. */
export interface PartSource {
  readonly graph: ResourceGraph;
  readonly files: ReadonlyMap<string, string>;
  readonly inventory: Inventory;
  readonly plan: string;
  readonly trailers: ReadonlyMap<string, string>;
}

export function sourceOfFresh(
  fresh: FreshRevision & { readonly revision: RenderedRevision },
  tytoVersion: string,
): PartSource {
  const { graph, files, inventory } = fresh.revision;
  return { graph, files, inventory, plan: fresh.plan.name, trailers: trailersOf(fresh, tytoVersion) };
}

/** Reads an earlier revision to take a part of it. */
export async function sourceOfEarlier(store: Store, name: string, revision: string): Promise<Checked<PartSource>> {
  const stored = await readRevision(store, name, revision);
  if (stored.value === undefined) return { problems: stored.problems };
  const { commit, trailers } = stored.value;
  const read = await readStoredGraph(store, name, commit);
  if (read.value === undefined) return { problems: read.problems };
  const { graph, files } = read.value;
  const inventory = parseInventory(files.get('inventory.yaml') ?? '', 'inventory.yaml');
  if (inventory.value === undefined) return { problems: inventory.problems };
  const plan = (trailers.get('Tyto-Plan') ?? '').replace(/@.*$/, '');
  return { value: { graph, files, inventory: inventory.value, plan, trailers }, problems: [] };
}

export interface PartRequest {
  readonly source: PartSource;
  readonly state: State;
  readonly forced: readonly string[];
  readonly limits: Limits;
}

/** A revision that is in the store: what is deployed once the part is applied. */
export interface KeptPart {
  readonly graph: ResourceGraph;
  readonly target: string;
  readonly files: ReadonlyMap<string, string>;
  readonly limited: Limited;
}

/**
 * Makes a part of a revision a revision of its own, true of all that is deployed once it is applied, and keeps it as the
 * last rendered one. So what is applied is always one revision wholly, and going back to it is going back exactly.
 */
export async function keepPart(store: Store, name: string, request: PartRequest): Promise<Checked<KeptPart>> {
  const { source, state, forced, limits } = request;
  const before = state.revision === undefined ? undefined : await readStoredGraph(store, name, state.revision);
  if (before !== undefined && before.value === undefined) return { problems: before.problems };
  const { graph: wanted, inventory } = source;
  const base = before?.value?.graph;
  const secrets = keptSecrets(store);
  const part = previewPart({ deployment: name, graph: wanted, inventory, base, state, forced, limits, ...secrets });
  if (part.value === undefined) return { problems: part.problems };
  const { graph, limited } = part.value;
  const files = renderFiles({ deployment: name, plan: source.plan }, graph, inventory);
  const written = await writeRendered(store, name, files, source.trailers, `Render a part of ${name}`);
  if (written.value === undefined) return { problems: written.problems };
  return { value: { graph, target: written.value.commit, files, limited }, problems: [] };
}
