import type { Path } from '../../diagnostics/path.ts';
import type { ResourceOrigin, StackOrigin } from '../../render/origins.ts';
import { gatheredAttribute, isDeploymentGroup } from '../../render/render-deployment-group.ts';
import type { Rendered } from '../../render/rendered.ts';
import { resourceType } from '../../resource/resource-types.ts';
import type { ExplainContext } from './explain-context.ts';
import type { Reason } from './explanation.ts';
import { runTimeReason } from './run-time-reasons.ts';

/** How whoever tells of attributes goes on to what they are made of. */
export interface AttributeFollow {
  property(address: string, path: Path, hidden: boolean): readonly Reason[];
  output(stack: StackOrigin, name: string, path: Path, hidden: boolean): Reason;
  resource(address: string): Reason;
}

/** A part of an attribute of a resource. */
export interface AttributeUse {
  readonly address: string;
  /** The attribute's name, then the way. */
  readonly path: Path;
  /** So many elements of the path are given to the resource; a group puts its members between these and the others. */
  readonly written: number;
  readonly hidden: boolean;
}

/**
 * What a part of an attribute is made of: of a nested stack the output, of a group the members' own attributes, of what
 * exists in the graph alone its property; else the attribute as it is at run time.
 */
export function attributeReasons(
  context: ExplainContext,
  use: AttributeUse,
  follow: AttributeFollow,
): readonly Reason[] {
  const origin = context.origins.resources.get(use.address);
  if (origin === undefined) return [];
  const { node, members } = origin.rendered;
  const [name = ''] = use.path;
  const again = (next: Omit<AttributeUse, 'hidden'>) => attributeReasons(context, { ...use, ...next }, follow);
  const stack = context.origins.stacks.get(use.address);
  if (stack?.template.outputs.has(String(name))) {
    return [follow.output(stack, String(name), use.path.slice(1), use.hidden)];
  }
  const [, output] = use.path;
  if (stack?.given !== undefined && name === 'outputs' && stack.template.outputs.has(String(output))) {
    return [follow.output(stack, String(output), use.path.slice(2), use.hidden)];
  }
  if (members === undefined) return plainReasons(context, origin, use, follow);
  const member = memberNamed(members, use);
  if (member !== undefined) return member.path.length === 0 ? [follow.resource(member.address)] : again(member);
  if (stack !== undefined) return [];
  return isDeploymentGroup(node.type)
    ? deploymentReasons([...members], use, again)
    : groupReasons([...members], use, again, follow);
}

type Members = readonly (readonly [string, Rendered])[];
type Again = (next: Omit<AttributeUse, 'hidden'>) => readonly Reason[];

/** `resource.NAME`, `resource.NAME.ATTRIBUTE`. */
function memberNamed(members: ReadonlyMap<string, Rendered>, { path, written }: AttributeUse) {
  const [named, ...rest] = path;
  const [, key = '', attribute] = /^resource\.([^.]*)(?:\.(.*))?$/s.exec(String(named)) ?? [];
  const member = members.get(key);
  if (member === undefined) return undefined;
  return attribute === undefined
    ? { address: member.address, path: rest, written: Math.max(1, written - 1) }
    : { address: member.address, path: [attribute, ...rest], written };
}

function deploymentReasons(members: Members, { path }: AttributeUse, again: Again): readonly Reason[] {
  const [name = '', key, ...rest] = path;
  const chosen = key === undefined ? members : members.filter(([each]) => each === String(key));
  const attribute = [gatheredAttribute(String(name)), ...rest];
  return chosen.flatMap(([, { address }]) => again({ address, path: attribute, written: attribute.length }));
}

function groupReasons(members: Members, use: AttributeUse, again: Again, follow: AttributeFollow): readonly Reason[] {
  const [name] = use.path;
  const isMap = name === 'attributes' || name === 'refs_map';
  const isOwn = name === 'refs' || name === 'refs_map';
  // What the group has of itself, whoever asks walks into.
  const element = use.path[isOwn ? 1 : use.written];
  const chosen = members.filter(([key], index) => isChosen(element, isMap ? key : index, members.length));
  if (isOwn) return chosen.map(([, { address }]) => follow.resource(address));
  const skipped = name === 'attributes' ? 1 : 0;
  const path = [...use.path.slice(skipped, use.written), ...use.path.slice(use.written + 1)];
  if (path.length === 0) return [];
  return chosen.flatMap(([, { address }]) => again({ address, path, written: use.written - skipped }));
}

/** Whether the element of a path that leads to a member leads to this one; without one all are meant. */
function isChosen(element: string | number | undefined, key: string | number, count: number): boolean {
  if (element === undefined) return true;
  if (typeof key === 'string') return String(element) === key;
  const index = Number(element);
  return (index < 0 ? index + count : index) === key;
}

function plainReasons(
  context: ExplainContext,
  origin: ResourceOrigin,
  { address, path, hidden }: AttributeUse,
  follow: AttributeFollow,
): readonly Reason[] {
  const { node } = origin.rendered;
  switch (resourceType(node.type)?.role) {
    case 'value':
    case 'test':
    case 'config':
      return follow.property(address, path, hidden);
    case 'server':
      return origin.properties.has('name') ? follow.property(address, ['name'], hidden) : [follow.resource(address)];
    case 'deployment':
    case 'generated':
    case 'wait-condition':
    case 'foreign':
      return [runTimeReason(context, origin, path, (config, way) => follow.property(config, way, false))];
    case 'wait-handle':
      return [follow.resource(address)];
    case 'delay':
    case 'group':
    case undefined:
      return [];
  }
}
