import { problem } from '../diagnostics/diagnostic.ts';
import { Failure } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import { noAttribute } from './attribute-problem.ts';
import { type Gathering, gatherOnce } from './gather-once.ts';
import type { GroupShape } from './group-shape.ts';
import { attributeUnder, memberUnder, oddAttributeUnder } from './member-attribute.ts';
import type { Rendered } from './rendered.ts';
import type { ResourceRequest } from './resource-request.ts';

/** What a group has of itself; `show` it asks of its members. Heat: `resource_group.py`, _nested_output_defns; 19.0. */
const ownAttributes = ['refs', 'refs_map', 'attributes', 'removed_rsrc_list'];
/** What `get_attr` of a group without a name gives. */
export const gatheredAlways: readonly string[] = ['refs', 'refs_map', 'removed_rsrc_list'];
const ownValues: ReadonlySet<string> = new Set(['refs', 'refs_map', 'removed_rsrc_list']);

/** An attribute of a group: what it has of itself, or a list of the same attribute of all members. Heat: `resource_group.py`, get_attribute. */
export function groupAttribute(
  request: ResourceRequest,
  shape: GroupShape,
  members: ReadonlyMap<string, Rendered>,
  name: string | undefined,
): Value | Failure {
  switch (name) {
    case undefined:
      return new Map(gatheredAlways.map((each) => [each, valueOrNull(groupAttribute(request, shape, members, each))]));
    case 'refs':
      return memberReferences(request, members);
    case 'refs_map':
      return gatherReferences(request, members, 'map');
    case 'removed_rsrc_list':
      return shape.removal?.removed ?? [];
    default: {
      // Null is an attribute too.
      const found = groupAttributeUnder(request, members, name, []);
      return found === undefined ? noAttribute(request.address, name, ownAttributes) : found;
    }
  }
}

/** The list of what refers to each member. */
export function memberReferences(request: ResourceRequest, members: ReadonlyMap<string, Rendered>): Value | Failure {
  return gatherReferences(request, members, 'list');
}

function gatherReferences(request: ResourceRequest, members: ReadonlyMap<string, Rendered>, form: Gathering['form']) {
  const ask = (member: Rendered) => member.reference();
  return gatherOnce(request.stack.rendering, members, { form, name: 'refs', ask });
}

/**
 * The same under a path, which leads into each member's attribute; undefined for those that the group has of itself, and
 * walks no path into.
 */
export function groupAttributeUnder(
  request: ResourceRequest,
  members: ReadonlyMap<string, Rendered>,
  name: string,
  path: readonly Value[],
  own = ownValues,
): Value | Failure | undefined {
  const { version } = request.stack.template;
  if (own.has(name)) return undefined;
  if (name.startsWith('resource.')) {
    // Heat asks the members one by one where a group is empty, and finds nothing.
    const isInside = path.length > 0 || name.split('.').length > 2;
    if (members.size === 0 && isInside && own === ownValues) return null;
    return memberUnder(request.address, members, name, path, version);
  }
  const [first, ...rest] = name === 'attributes' ? path : [name, ...path];
  if (typeof first !== 'string') {
    // In Heat no member of an empty group says that there is no such attribute.
    if (first !== undefined && members.size === 0) return new Map();
    if (first !== undefined && rest.length > 0) {
      const ask = (member: Rendered): Value | Failure => oddAttributeUnder(member, first, rest);
      return gatherOnce(request.stack.rendering, members, { form: 'map', name: undefined, ask });
    }
    const hint = 'Write get_attr: [GROUP, attributes, ATTRIBUTE]';
    // Heat asks the members for whatever is named before it makes them, and for nothing only when it is asked.
    const code = first === undefined ? 'member-unknown' : 'attribute-unknown';
    return new Failure([
      problem(code, 'The attribute "attributes" of a group needs the name of an attribute', { hint }),
    ]);
  }
  return gatherOnce(request.stack.rendering, members, {
    form: name === 'attributes' ? 'map' : 'list',
    name: nameOfPath(first, rest),
    attribute: first,
    ask: (member) => attributeUnder(member, first, rest, version),
  });
}

/** An attribute with a path as one text; undefined for a path of more than texts, numbers and booleans. */
function nameOfPath(attribute: string, path: readonly Value[]): string | undefined {
  const isPlain = path.every((step) => ['string', 'number', 'boolean'].includes(typeof step));
  return isPlain ? `of ${JSON.stringify([attribute, ...path])}` : undefined;
}

function valueOrNull(value: Value | Failure): Value {
  return value instanceof Failure ? null : value;
}
