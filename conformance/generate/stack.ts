import type { Child } from './body.ts';
import { type Doc, type DocMap, docOf, map, mapOf, written } from './doc.ts';
import { condition } from './expression.ts';
import { type MadeParameter, makeParameters } from './parameters.ts';
import type { Random } from './random.ts';
import { type MadeResource, makeOutputs, makeResources } from './resources.ts';
import { chooseVersion, freshName, type Kind, type World } from './world.ts';

/** A template in its parts. */
export interface MadeStack {
  readonly version: string;
  readonly world: World;
  readonly parameters: readonly MadeParameter[];
  readonly conditions: readonly (readonly [string, Doc])[];
  readonly resources: readonly MadeResource[];
  readonly outputs: readonly { readonly name: string; readonly kind: Kind; readonly definition: Doc }[];
}

/** How large a template grows. */
export interface Size {
  readonly parameters: number;
  readonly resources: number;
  readonly outputs: number;
}

/** A template of which mostly all makes sense. */
export function makeStack(
  random: Random,
  size: Size,
  files: readonly string[],
  children: readonly Child[],
  isNested: boolean,
  types: World['types'],
): MadeStack {
  const { version, text } = chooseVersion(random);
  const parameters = makeParameters(random, version, size.parameters);
  const start: World = {
    random,
    version,
    parameters,
    conditions: [],
    resources: [],
    files,
    isNested,
    types,
    isCareful: false,
  };
  const conditions = version >= '2016-10-14' ? makeConditions(start) : [];
  const aware: World = { ...start, conditions: conditions.map(([name]) => name) };
  const resources = makeResources(
    { ...aware, isCareful: random.percent(random.noise === 0 ? 97 : 80) },
    size.resources,
    children,
  );
  const world: World = { ...aware, resources };
  return {
    version: text,
    world,
    parameters,
    conditions,
    resources,
    outputs: makeOutputs(world, isNested ? 1 : 2, size.outputs),
  };
}

function makeConditions(world: World): (readonly [string, Doc])[] {
  const made: (readonly [string, Doc])[] = [];
  for (let left = world.random.below(4); left > 0; left--) {
    const known = { ...world, conditions: made.map(([name]) => name) };
    made.push([freshName(world.random, 'c', made.length), condition(known, 2, true)]);
  }
  return made;
}

/** The template as it is written. */
export function templateOf({
  version,
  parameters,
  conditions,
  resources,
  outputs,
  world: { random },
}: MadeStack): DocMap {
  const section = (entries: readonly (readonly [string, Doc])[]): Doc | undefined =>
    entries.length > 0 || random.percent(5) ? mapOf(entries) : undefined;
  const sections: readonly (readonly [string, Doc | undefined])[] = [
    ['heat_template_version', written(version)],
    ['description', random.percent(10) ? docOf('What it is: a template') : undefined],
    ['parameter_groups', random.percent(5) ? groups(random, parameters) : undefined],
    ['parameters', section(parameters.map(({ name, schema }) => [name, schema]))],
    ['conditions', conditions.length > 0 ? mapOf(conditions) : undefined],
    ['resources', section(resources.map(({ name, definition }) => [name, definition]))],
    ['outputs', section(outputs.map(({ name, definition }) => [name, definition]))],
  ];
  return mapOf(
    sections.flatMap(([name, value]): (readonly [string, Doc])[] => (value === undefined ? [] : [[name, value]])),
  );
}

function groups(random: Random, parameters: readonly MadeParameter[]): Doc {
  const names = parameters.map(({ name }) => name);
  const split = random.below(names.length + 1);
  const sets = random.percent(50) ? [names] : [names.slice(0, split), names.slice(split)];
  const group = (each: readonly string[]): Doc =>
    map({
      label: random.percent(70) ? docOf('A group') : undefined,
      description: random.percent(40) ? docOf('of some') : undefined,
      parameters: docOf(random.rarely(10) ? [...each, 'nope'] : each),
    });
  return docOf(sets.map(group));
}

/** What a resource that the template stands for may be given and asked. */
export function childOf(type: string, { parameters, outputs }: MadeStack): Child {
  return {
    type,
    parameters: parameters.map(({ name, kind, given, isBound }) => ({
      name,
      kind,
      given,
      isBound,
      isRequired: given !== undefined,
    })),
    outputs,
  };
}
