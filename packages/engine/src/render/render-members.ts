import type { ValueMap } from '../hot/value.ts';
import type { MemberOrigin } from './origins.ts';
import type { Rendered } from './rendered.ts';
import type { ResourceRequest } from './resource-request.ts';
import type { Facade } from './stack-scope.ts';

/** A member that a group is to have, and where what it is given stands in the group's definition. */
export interface PlannedMember extends Pick<MemberOrigin, 'within' | 'index'> {
  readonly key: string;
  readonly type: string;
  readonly properties: ValueMap;
  readonly place: ResourceRequest['place'];
  readonly facade?: Facade;
  readonly requires?: readonly string[];
}

/**
 * Renders the members of a group by `renderMember`, by their keys; undefined, with the problems told, where one could not
 * be rendered. Of a type whose first member failed no other is tried: it would fail in the same way.
 */
export function renderMembers(
  request: ResourceRequest,
  planned: Iterable<PlannedMember>,
  renderMember: (member: ResourceRequest) => Rendered | undefined,
): ReadonlyMap<string, Rendered> | undefined {
  const members = new Map<string, Rendered>();
  const wentWell = new Map<string, boolean>();
  let isWhole = true;
  for (const each of planned) {
    if (wentWell.get(each.type) === false) continue;
    const member = renderMember(memberRequest(request, each));
    if (!wentWell.has(each.type)) wentWell.set(each.type, member !== undefined);
    if (member === undefined) isWhole = false;
    else {
      members.set(each.key, member);
      note(request, each, member);
    }
  }
  return isWhole ? members : undefined;
}

function memberRequest(request: ResourceRequest, { key, type, properties, place, ...rest }: PlannedMember) {
  return {
    ...request,
    address: `${request.address}/${key}`,
    names: [...request.names, key],
    type,
    properties,
    facade: rest.facade ?? new Map(),
    requires: rest.requires ?? [],
    within: request.address,
    place,
  };
}

function note({ address, stack }: ResourceRequest, planned: PlannedMember, rendered: Rendered): void {
  const { key, properties, within, index } = planned;
  stack.rendering.origins?.resources.set(rendered.address, {
    kind: 'member',
    rendered,
    properties,
    group: address,
    key,
    within,
    ...(index === undefined ? {} : { index }),
  });
}
