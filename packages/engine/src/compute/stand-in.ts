import { heatEquals } from '../hot/equal-values.ts';
import { Failure } from '../hot/scope.ts';
import type { Value, ValueMap } from '../hot/value.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Simulated, Simulation } from '../render/simulation.ts';
import { withDefaults } from '../resource/check-properties.ts';
import { type Random, randomString } from '../resource/random-string.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';
import { implementation, isReplaced } from './replacement.ts';

/** What was made of a resource. */
export interface Made {
  /** What it is implemented by. */
  readonly type: string;
  readonly properties: ValueMap;
  /** By what others know it; another one once it is replaced. */
  readonly id: string;
  /** Of a RandomString. */
  readonly value?: string;
  /** As it was when it was last changed; of what has attributes of its own. */
  readonly rendered?: Rendered;
}

/** What a stack came to, by address. */
export type World = ReadonlyMap<string, Made>;

/**
 * Resources of a stack as if Heat had created them: each has an id of the form that Heat gives, and a RandomString its value. What
 * was made `before` stays what it is, unless a change replaces it. All that is made is noted in `made`.
 */
export function createdResources(stack: string, made: Map<string, Made>, before: World, random: Random): Simulation {
  return (rendered, request) => {
    const { address, node } = rendered;
    // What is taken in is made by nobody, and known by the id that it came with.
    const adopted = node.kind === 'resource' ? node.externalId : undefined;
    const type = implementation(node.type, node.kind === 'container');
    const properties = node.kind === 'resource' ? node.properties : request.properties;
    const known = before.get(address);
    const isKept = known !== undefined && !isReplacedBy(known, type, properties);
    const one = isKept ? { ...known, properties } : makeResource(stack, request, type, properties, random);
    const shown =
      (isKept && node.kind === 'resource' && !changesAttributes(known, properties) && known.rendered) || rendered;
    made.set(address, { ...one, id: adopted ?? one.id, rendered: shown });
    if (adopted !== undefined) return rendered;
    const { value } = one;
    if (value !== undefined) return { ...rendered, ...generated(rendered, value) };
    return { ...rendered, attribute: shown.attribute, reference: () => referenceOf(rendered, one) };
  };
}

/**
 * Whether an update gives a resource other attributes. Properties that are equal as Python compares them (1, 1.0, true)
 * are no update, and a TestResource keeps its output where it is given an empty one. Heat: `test_resource.py`,
 * handle_update; 19.0.
 */
function changesAttributes({ type: name, properties: before }: Made, properties: ValueMap): boolean {
  if (heatEquals(before, properties)) return false;
  const type = resourceType(name);
  return type?.role !== 'test' || withDefaults(type, properties).get('value') !== '';
}

/** Whether what is wanted now can't be made of what is there. */
function isReplacedBy(known: Made, implemented: string, properties: ValueMap): boolean {
  if (known.type !== implemented) return true;
  const type = resourceType(implemented);
  return type !== undefined && !type.anyProperties && isReplaced(type, known.properties, properties);
}

function makeResource(stack: string, { names }: Simulated, name: string, properties: ValueMap, random: Random): Made {
  const type = resourceType(name);
  const id = idOf(stack, names, type, random);
  if (type?.role !== 'generated') return { type: name, properties, id };
  return { type: name, properties, id, value: randomString(withDefaults(type, properties), random) };
}

/** What Heat knows a resource by: an id of its own, a name made of others, or, without anything to know, its name. */
function idOf(stack: string, names: readonly string[], type: ResourceType | undefined, random: Random): string {
  switch (type?.role) {
    case 'delay':
    case 'wait-condition':
      return names.at(-1) ?? '';
    case 'test':
      return physicalName([stack, ...names], random);
    default:
      return type?.role === 'value' && !type.anyProperties ? physicalName([stack, ...names], random) : uuid(random);
  }
}

function generated(rendered: Rendered, value: string): Pick<Rendered, 'attribute' | 'reference'> {
  return {
    reference: () => value,
    attribute: (name) => {
      const known = rendered.attribute(name);
      if (known instanceof Failure || name === 'show') return known;
      return name === undefined ? new Map([['value', value]]) : value;
    },
  };
}

/** A nested stack may give its own reference, by the output of that name; else it is its id. */
function referenceOf(rendered: Rendered, { id }: Made): Value | Failure {
  if (rendered.node.kind !== 'container') return id;
  const own = rendered.reference();
  return own === rendered.address ? id : own;
}

/** Heat: `resource.py`, physical_resource_name; 19.0. */
function physicalName(names: readonly string[], random: Random): string {
  return [...names, letters('abcdefghijklmnopqrstuvwxyz234567', 12, random)].join('-');
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => letters('0123456789abcdef', length, random)).join('-');
}

function letters(alphabet: string, length: number, random: Random): string {
  let text = '';
  while (text.length < length) text += alphabet[random(alphabet.length)] ?? '';
  return text;
}

/**
 * Resources as Heat sees them while it validates a stack, before any of them is made: attributes are null, and what
 * refers to them has their names. Heat: `hot/functions.py`, GetAttThenSelect.result; `resource.py`, get_reference_id;
 * 19.0.
 */
export const unmadeResources: Simulation = (rendered) => unmade(rendered, isLookedInto(rendered));

/** The same where only a template is validated, and members of groups are not looked into. */
export const unmadeContainers: Simulation = (rendered) => unmade(rendered, false);

function unmade(rendered: Rendered, isInside: boolean): Rendered {
  const attribute = (name: string | undefined, asked: () => Value | Failure | undefined): Value | Failure => {
    if (rendered.members === undefined) return failureOr(rendered.attribute(name), null);
    return isInside ? memberFailure(rendered, asked()) : null;
  };
  return {
    ...rendered,
    reference: () => rendered.address.split('/').at(-1) ?? '',
    attribute: (name) => attribute(name, () => rendered.attribute(name)),
    attributeUnder: (name, path) =>
      attribute(name, () => {
        const walked = rendered.attributeUnder?.(name, path);
        return walked === undefined ? rendered.attribute(name) : walked;
      }),
    // Heat asks for it by an output's name where it looks into members, and none can be made of what is no text.
    ...(rendered.members === undefined || isInside ? {} : { oddAttribute: () => null }),
  };
}

/** What is asked of a group becomes an output of the template that Heat makes of it, and is validated with it. */
function isLookedInto({ node }: Rendered): boolean {
  return node.type === 'OS::Heat::ResourceGroup' || node.type === 'OS::Heat::ResourceChain';
}

function failureOr(asked: Value | Failure, value: Value): Value | Failure {
  return asked instanceof Failure ? asked : value;
}

/** That a member has no such attribute, which is a mistake of the group. */
function memberFailure({ place: { at, path } }: Rendered, asked: Value | Failure | undefined): Value | Failure {
  const problems = asked instanceof Failure ? asked.problems : [];
  const wrong = problems.filter(({ code }) => code === 'attribute-unknown');
  return wrong.length === 0 ? null : new Failure(wrong.map((each) => Object.freeze({ at, path, ...each })));
}
