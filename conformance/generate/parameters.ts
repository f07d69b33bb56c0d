import { atLeast, type TemplateVersion } from '../../packages/engine/src/hot/version.ts';
import { type Doc, docOf, map, mapOf, written } from './doc.ts';
import { literal, scalar } from './literals.ts';
import type { Random } from './random.ts';
import { freshName, type Kind, type Named } from './world.ts';

/** A parameter with its schema and the value that it is to be given, if any. */
export interface MadeParameter extends Named {
  readonly schema: Doc;
  readonly given: Doc | undefined;
  /** Whether there are constraints. */
  readonly isBound: boolean;
}

const types: readonly (readonly [Kind, string])[] = [
  ['text', 'string'],
  ['text', 'string'],
  ['number', 'number'],
  ['list', 'comma_delimited_list'],
  ['map', 'json'],
  ['boolean', 'boolean'],
];

/** Parameters of all types with constraints that their values mostly keep. */
export function makeParameters(random: Random, version: TemplateVersion, most: number): MadeParameter[] {
  return random.several(0, most, (index) => makeParameter(random, version, freshName(random, 'p', index)));
}

function makeParameter(random: Random, version: TemplateVersion, name: string): MadeParameter {
  const [kind, type] = random.pick(types);
  const constraints = random.percent(30)
    ? random.several(1, 2, () => random.pick(random.rarely(20) ? oddConstraints : constraintsOf(kind, version)))
    : [];
  const value = (): Doc => fitting(random, kind, constraints.length > 0);
  const hasDefault = random.percent(70);
  const schema = map({
    type,
    label: random.percent(8) ? 'A label' : undefined,
    description: random.percent(10) ? 'What it is' : undefined,
    default: hasDefault ? value() : undefined,
    hidden: random.percent(8) ? literal(random, 'boolean') : undefined,
    immutable: random.percent(5) ? literal(random, 'boolean') : undefined,
    tags: (atLeast(version, '2018-03-02') ? random.percent(4) : random.rarely(1)) ? docOf(['t1', 't2']) : undefined,
    constraints: constraints.length > 0 ? docOf(constraints.map((text) => written(text))) : undefined,
  });
  return {
    name,
    kind,
    type,
    isBound: constraints.length > 0,
    schema,
    given: random.percent(hasDefault ? 35 : 100) && !random.rarely(4) ? value() : undefined,
  };
}

/** A value for a parameter; where there are constraints, one of the few that they are made for. */
function fitting(random: Random, kind: Kind, isBound: boolean): Doc {
  if (random.rarely(3)) return scalar(random);
  if (!isBound) return wide(random, kind);
  switch (kind) {
    case 'text':
      return docOf(random.rarely(30) ? random.pick(['ab1', 'xyz', '']) : random.pick(['abc', 'a', 'ac']));
    case 'number':
      return written(
        random.rarely(30) ? random.pick(['6', '10', '3', '2.0', '4.5', '"8"']) : random.pick(['4', '"4"', '4.0']),
      );
    case 'boolean':
      return literal(random, 'boolean');
    case 'list':
      return docOf(
        random.rarely(30) ? random.pick(['a', 'a,b,c', '', ['a'], []]) : random.pick(['a,b', ['a', 'b'], 'b,c']),
      );
    case 'map':
    case 'any':
      return random.rarely(30)
        ? docOf(random.pick(['{"a": 1}', '{}', '{"a":1,"b":2,"c":3}']))
        : mapOf([0, 1].map((index) => [`k${index}`, index] as const));
  }
}

function wide(random: Random, kind: Kind): Doc {
  switch (kind) {
    case 'list':
      return random.percent(40)
        ? docOf(random.pick(['a,b,c', 'x', '', 'a, b', ',', '1,2', 'é,ü']))
        : literal(random, 'list');
    case 'map':
      return random.percent(20)
        ? docOf(
            random.rarely(25)
              ? random.pick(['', '[1, 2]', '{a: 1}', '1'])
              : random.pick(['{"a": 1, "b": [1.0, 2]}', '{}', '{"x": {"y": "z"}}', '{"a": null}', '{"a": 1e3}']),
          )
        : literal(random, 'map');
    case 'text':
      return random.percent(10) ? literal(random, random.pick(['number', 'boolean'])) : literal(random, 'text');
    default:
      return literal(random, kind);
  }
}

function constraintsOf(kind: Kind, version: TemplateVersion): readonly string[] {
  switch (kind) {
    case 'text':
      return texts;
    case 'number':
      return atLeast(version, '2017-02-24') ? [...numbers, ...modulos] : numbers;
    case 'boolean':
      return ['{allowed_values: [true, false]}'];
    case 'list':
      return [...lengths, '{allowed_values: [a, b, c]}'];
    case 'map':
    case 'any':
      return ['{length: {min: 1}}', '{length: {max: 40}}'];
  }
}

/** Those that do not go with every type, and those that are wrong. */
const oddConstraints: readonly string[] = [
  ...[
    '{allowed_values: [true]}',
    '{allowed_values: [true, false, x]}',
    '{allowed_values: ["true"]}',
    '{length: {min: 1}}',
    '{allowed_values: []}',
    '{allowed_pattern: "a"}',
    '{allowed_values: [a]}',
  ],
  ...[
    '{range: {min: 1}}',
    '{allowed_pattern: "[a-z", description: broken}',
    '{modulo: {step: 2, offset: 0}}',
    '{custom_constraint: mac_addr}',
  ],
  ...[
    '{custom_constraint: timezone}',
    '{custom_constraint: ip_addr}',
    '{custom_constraint: cron_expression}',
    '{range: {}}',
    '{range: {min: 5, max: 2}}',
  ],
  ...[
    '{length: {}}',
    '{modulo: {step: 0, offset: 0}}',
    '{modulo: {step: 2, offset: 2}}',
    '{allowed_values: ["2", 4.0, 10]}',
    '{length: {max: 2}}',
  ],
  ...[
    '{allowed_pattern: ""}',
    '{allowed_values: [1, 2]}',
    '{allowed_values: [2, 6]}',
    '{description: alone}',
    '{modulo: {step: 3, offset: -1}}',
  ],
];

const lengths = [
  '{length: {min: 1}}',
  '{length: {max: 3}}',
  '{length: {min: 0, max: 3}}',
  '{length: {min: 1, max: 3}, description: few}',
];

const texts: readonly string[] = [
  ...lengths,
  ...[
    '{allowed_values: [abc, a, ac, ""]}',
    '{allowed_pattern: "[a-z]+"}',
    '{allowed_pattern: "^[a-c]*"}',
    "{allowed_pattern: '\\w{1,3}'}",
  ],
  ...[
    '{allowed_pattern: "(a|x).*"}',
    '{allowed_pattern: "[^/]*$"}',
    '{allowed_pattern: "(?i)A(BC|C)?"}',
    '{custom_constraint: dns_name}',
  ],
  ...['{custom_constraint: rel_dns_name}'],
];

const numbers: readonly string[] = [
  ...[
    '{range: {min: 1}}',
    '{range: {max: 10}}',
    '{range: {min: 2, max: 4.5}}',
    '{range: {min: "1", max: 9}}',
    '{allowed_values: [2, 4, 6]}',
  ],
];

const modulos = ['{modulo: {step: 2, offset: 0}}', '{modulo: {step: 3, offset: 1}}', '{modulo: {step: -2, offset: 0}}'];
