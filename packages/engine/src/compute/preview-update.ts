import { heatEquals } from '../hot/equal-values.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { ResourceDefinition } from '../hot/template.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import { resourceType } from '../resource/resource-types.ts';
import { implementation, isReplaced } from './replacement.ts';
import type { Pass } from './run-pass.ts';

/** What an update does with the resources of the root stack, as Heat foretells it: names, sorted. */
export interface UpdatePreview {
  readonly unchanged: readonly string[];
  readonly updated: readonly string[];
  readonly replaced: readonly string[];
  readonly added: readonly string[];
  readonly deleted: readonly string[];
}

type Fate = 'unchanged' | 'updated' | 'replaced';

/**
 * Foretells an update as Heat does: what is there, by its values, beside what is wanted with its attributes still null.
 * So whatever asks for another resource is at least updated, and nested stacks and groups always are. Metadata and
 * policies, which Heat does not keep, have their attributes null on both sides: `unmade` has those. Heat: `update.py`, preview; `resource.py`, preview_update; `stack_resource.py`, _needs_update; 19.0.
 */
export function previewUpdate(present: Pass, unmade: Pass, next: Pass): UpdatePreview {
  const fates: Record<Fate, string[]> = { unchanged: [], updated: [], replaced: [] };
  const wanted = wantedNames(next);
  for (const each of present.members.keys()) {
    if (wanted.has(each)) fates[fateOf(each, present, unmade, next)].push(each);
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

function fateOf(name: string, present: Pass, unmade: Pass, next: Pass): Fate {
  const before = { ...sideOf(name, present), facade: unmade.requests.get(name)?.facade ?? new Map() };
  if (!next.members.has(name)) {
    return next.scope.place.template.resources.get(name)?.type === before.type ? 'updated' : 'replaced';
  }
  const after = sideOf(name, next);
  if (before.class !== after.class) return 'replaced';
  const type = resourceType(after.class);
  if (type?.anyProperties === true) return 'unchanged';
  const isStack = type === undefined || type.role === 'group';
  if (!isStack && !differs(before, after)) return 'unchanged';
  return type !== undefined && isReplaced(type, before.properties, after.properties) ? 'replaced' : 'updated';
}

/** One side of the comparison. */
interface Side {
  /** What Heat implements it by: all nested stacks are one. */
  readonly class: string;
  readonly type: string;
  /** As evaluated; and as their type reads them. */
  readonly given: ValueMap;
  readonly properties: ValueMap;
  readonly facade: ReadonlyMap<string, Value>;
  readonly definition: ResourceDefinition | undefined;
}

function sideOf(name: string, { members, requests, scope }: Pass): Side {
  const rendered = members.get(name);
  const request = requests.get(name);
  if (rendered === undefined || request === undefined) throw new Error(`${name} was not rendered`);
  const { node } = rendered;
  return {
    class: implementation(node.type, node.kind === 'container'),
    type: request.type,
    given: request.properties,
    properties: node.kind === 'resource' ? node.properties : request.properties,
    facade: request.facade,
    definition: scope.place.template.resources.get(name),
  };
}

/** Heat: `rsrc_defn.py`, render_hot. */
function differs(before: Side, after: Side): boolean {
  const [a, b] = [before.definition, after.definition];
  return (
    before.type !== after.type ||
    !heatEquals(before.given, after.given) ||
    (a?.properties === undefined) !== (b?.properties === undefined) ||
    !heatEquals(withoutNulls(before.facade), withoutNulls(after.facade)) ||
    !heatEquals([...(a?.dependsOn ?? [])], [...(b?.dependsOn ?? [])]) ||
    !heatEquals(conditionOf(a?.condition), conditionOf(b?.condition))
  );
}

function withoutNulls(facade: ReadonlyMap<string, Value>): ValueMap {
  return new Map([...facade].filter(([, value]) => value !== null));
}

/** A condition that is written out counts by what it gives, and it is there. */
function conditionOf(condition: Snippet | undefined): Value {
  if (condition === undefined) return null;
  return condition.kind === 'literal' ? condition.value : true;
}
