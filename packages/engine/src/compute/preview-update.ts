import type { Pass } from './run-pass.ts';
import { type Fate, fateOf, type Side, sideOf } from './update-fate.ts';

/** What an update does with the resources of the root stack, as Heat foretells it: names, sorted. */
export interface UpdatePreview {
  readonly unchanged: readonly string[];
  readonly updated: readonly string[];
  readonly replaced: readonly string[];
  readonly added: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * Foretells an update as Heat does: what is there, by its values, beside what is wanted with its attributes still null.
 * So whatever asks for another resource is at least updated, and nested stacks and groups always are. Metadata and
 * policies, which Heat does not keep, have their attributes null on both sides: `unmade` has those. Heat: `update.py`, preview; `resource.py`, preview_update; `stack_resource.py`, _needs_update; 19.0.
 */
export function previewUpdate(present: Pass, unmade: Pass, next: Pass): UpdatePreview {
  const fates: Record<Fate, string[]> = { unchanged: [], updated: [], replaced: [] };
  const wanted = wantedNames(next);
  for (const each of present.members.keys()) {
    if (wanted.has(each)) fates[rootFate(each, present, unmade, next)].push(each);
  }
  const sorted = (names: Iterable<string>) => [...names].sort();
  return {
    unchanged: sorted(fates.unchanged),
    updated: sorted(fates.updated),
    replaced: sorted(fates.replaced),
    added: sorted([...wanted].filter((each) => !present.members.has(each))),
    deleted: sorted([...present.members.keys()].filter((each) => !wanted.has(each))),
  };
}

/** The names of resources that are to be there, those among them that fail while their attributes are null. */
function wantedNames({ scope }: Pass): ReadonlySet<string> {
  const { resources } = scope.place.template;
  return new Set([...resources.keys()].filter((each) => scope.resources.get(each) !== 'absent'));
}

function rootFate(name: string, present: Pass, unmade: Pass, next: Pass): Fate {
  const before = presentSide(name, present, unmade);
  if (next.members.has(name)) return fateOf(before, rootSide(name, next));
  return next.scope.place.template.resources.get(name)?.type === before.type ? 'updated' : 'replaced';
}

/** Of what is only taken in, Heat keeps no properties either. Heat: `resource.py`, _do_action and frozen_definition; 19.0. */
function presentSide(name: string, present: Pass, unmade: Pass): Side {
  const side = rootSide(name, present);
  if (side.definition?.externalId !== undefined && unmade.members.has(name)) return rootSide(name, unmade);
  return { ...side, facade: unmade.requests.get(name)?.facade ?? new Map() };
}

function rootSide(name: string, { members, requests, scope }: Pass): Side {
  const rendered = members.get(name);
  const request = requests.get(name);
  if (rendered === undefined || request === undefined) throw new Error(`${name} was not rendered`);
  return sideOf(rendered, request, scope.place.template.resources.get(name));
}
