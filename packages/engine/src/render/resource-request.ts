import { extendPath, type Path } from '../diagnostics/path.ts';
import { breaksOf } from '../hot/resource-overrides.ts';
import type { Value } from '../hot/value.ts';
import type { PropertyPlace } from '../plan/nested-parameters.ts';
import type { PropertiesPlace } from '../resource/check-properties.ts';
import type { RequestParts } from './request-parts.ts';
import type { StackPlace } from './stack-scope.ts';

/** One resource that is to be rendered. */
export type ResourceRequest = RequestParts<StackPlace>;

/** The parts of a graph's node that every kind has. */
export function placedNode({ address, type, requires, within, policies, names, stack }: ResourceRequest) {
  const { metadata, deletionPolicy } = policies ?? {};
  const { hooks, restricted } = breaksOf(stack.rendering.stack.environment.registry, names);
  return {
    address,
    type,
    requires,
    ...(within === undefined ? {} : { within }),
    ...(deletionPolicy === undefined ? {} : { deletionPolicy }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(hooks.length === 0 ? {} : { hooks }),
    ...(restricted.length === 0 ? {} : { restricted }),
  };
}

/** What of the policies of a nested stack or group is not known yet, and keeps it from having members. */
export function awaitedPolicies({ policies, stack }: ResourceRequest): readonly Value[] {
  return stack.rendering.probe === undefined ? (policies?.waitsFor ?? []) : [];
}

/** The part of a group's node that says in which batches its members go. */
export function batchesOf({ policies }: ResourceRequest) {
  return policies?.updatePolicy === undefined ? {} : { updatePolicy: policies.updatePolicy };
}

/** Where a resource's properties stand, for `checkProperties`. */
export function checkPlace(place: PropertyPlace): PropertiesPlace {
  return { path: place.path, at: (path, part) => place.property(path, part) };
}

/** Where the properties of a group's member stand, at a path under those of the group, and its type. */
export function memberPlace(place: PropertyPlace, under: Path, type: Path): PropertyPlace {
  return {
    at: place.at,
    path: extendPath(place.path, under),
    type: () => ({ at: place.property(type), path: extendPath(place.path, type) }),
    property: (path, part) => place.property([...under, ...path], part),
  };
}
