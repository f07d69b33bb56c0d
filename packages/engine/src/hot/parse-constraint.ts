import type { Path } from '../diagnostics/path.ts';
import { describeNode, type Findings } from './findings.ts';
import { lateModule } from './late-module.ts';
import type { Constraint, NumberValue, ParameterType } from './parameter.ts';
import { readNumber } from './read-number.ts';
import { Float } from './value.ts';
import { atLeast, type TemplateVersion } from './version.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';
import { isFalsy, yamlValue } from './yaml-value.ts';

type Kind = Constraint['kind'];

/** In the order in which Heat looks for them: of several in one item it takes the first. */
const kinds: readonly Kind[] = ['modulo', 'range', 'length', 'allowed_values', 'allowed_pattern', 'custom_constraint'];

/** The types that a constraint may be of. Heat: `constraints.py`, valid_types. */
const validTypes: Readonly<Record<Kind, readonly ParameterType[]>> = {
  range: ['number'],
  modulo: ['number'],
  length: ['string', 'comma_delimited_list', 'json'],
  allowed_values: ['string', 'number', 'boolean', 'comma_delimited_list'],
  allowed_pattern: ['string'],
  custom_constraint: ['string', 'number', 'boolean', 'comma_delimited_list'],
};

/** Reads the constraints of a parameter. Heat: `hot/parameters.py`, _constraints; `constraints.py`. */
export function parseConstraints(
  node: YamlNode | undefined,
  parameterPath: Path,
  type: ParameterType,
  version: TemplateVersion,
  findings: Findings,
): readonly Constraint[] {
  const path = [...parameterPath, 'constraints'];
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'list') {
    findings.error('parameter-schema', `The constraints are ${describeNode(node)}`, node, path, {
      expected: 'a list of constraints',
      ...(node.kind === 'map' ? { hint: 'Begin each constraint with "- "' } : {}),
    });
    return [];
  }
  const constraints: Constraint[] = [];
  node.items.forEach((item, index) => {
    const constraint = parseConstraint(item, [...path, index], type, version, findings);
    if (constraint !== undefined) constraints.push(constraint);
  });
  return constraints;
}

function parseConstraint(
  node: YamlNode,
  path: Path,
  type: ParameterType,
  version: TemplateVersion,
  findings: Findings,
): Constraint | undefined {
  const map = findings.map('parameter-schema', node, path, 'a map with one constraint');
  if (map === undefined) return undefined;
  const before = findings.problems.length;
  findings.unknownKeys('parameter-schema', map, path, [...kinds, 'description'], 'A constraint');
  const known = atLeast(version, '2017-02-24') ? kinds : kinds.filter((each) => each !== 'modulo');
  const [kind, ...ignored] = known.filter((each) => map.entries.has(each));
  const entry = kind === undefined ? undefined : map.entries.get(kind);
  const body = entry?.value;
  if (kind === undefined || entry === undefined || body === undefined) {
    const details = { expected: `one of ${known.join(', ')}` };
    const isTold = findings.problems.length > before;
    if (!isTold) findings.error('parameter-schema', 'The constraint says nothing', node, path, details);
    return undefined;
  }
  for (const each of ignored) {
    const at = map.entries.get(each) ?? node;
    const hint = 'Make each constraint an item of its own';
    findings.warn('parameter-schema', `"${each}" beside "${kind}" means nothing`, at, [...path, each], { hint });
  }
  if (!validTypes[kind].includes(type)) {
    const details = { expected: `a parameter of type ${validTypes[kind].join(' or ')}` };
    findings.error('parameter-schema', `"${kind}" cannot constrain a ${type}`, entry, [...path, kind], details);
    return undefined;
  }
  const description = map.entries.get('description')?.value;
  const parsed = parseBody(kind, body, [...path, kind], findings);
  if (parsed === undefined || description === undefined || isFalsy(description)) return parsed;
  return { ...parsed, description: String(description.kind === 'scalar' ? description.value : '') };
}

function parseBody(kind: Kind, node: YamlNode, path: Path, findings: Findings): Constraint | undefined {
  const refuse = (expected: string): undefined => {
    findings.error('parameter-schema', `"${kind}" is ${describeNode(node)}`, node, path, { expected });
  };
  switch (kind) {
    case 'range': {
      const bounds = parseNumbers(node, path, ['min', 'max'], findings);
      if (bounds === undefined) return undefined;
      const [min, max] = bounds;
      if (min === undefined && max === undefined) return parseEmpty(kind, node, path, findings);
      return { kind, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    }
    case 'length':
      return parseLength(node, path, findings);
    case 'modulo':
      return parseModulo(node, path, findings);
    case 'allowed_values':
      return node.kind === 'list'
        ? { kind, values: node.items.map((item) => yamlValue(item)) }
        : refuse('a list of values');
    case 'allowed_pattern':
      return parsePattern(node, path, findings);
    case 'custom_constraint':
      return node.kind === 'scalar' && typeof node.value === 'string'
        ? { kind, name: node.value, at: findings.at(node) }
        : refuse('the name of a custom constraint');
  }
}

function parseEmpty(kind: Kind, node: YamlNode, path: Path, findings: Findings): undefined {
  const expected = 'a map with "min", "max" or both';
  findings.error('parameter-schema', `"${kind}" has no bounds`, node, path, { expected });
}

function parsePattern(node: YamlNode, path: Path, findings: Findings): Constraint | undefined {
  const expected = 'a regular expression in the syntax of Python';
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    findings.error('parameter-schema', `"allowed_pattern" is ${describeNode(node)}`, node, path, { expected });
    return undefined;
  }
  const { compilePattern } = lateModule('./pattern/compile-pattern.ts');
  const compiled = compilePattern(node.value);
  if (typeof compiled === 'string') {
    findings.error('parameter-schema', `The pattern cannot be used: ${compiled}`, node, path, { expected });
    return undefined;
  }
  return { kind: 'allowed_pattern', pattern: node.value };
}

function parseLength(node: YamlNode, path: Path, findings: Findings): Constraint | undefined {
  const bounds = parseNumbers(node, path, ['min', 'max'], findings);
  if (bounds === undefined) return undefined;
  const [min, max] = bounds;
  if ((min === undefined && max === undefined) || min instanceof Float || max instanceof Float) {
    const expected = 'whole numbers as "min", "max" or both';
    findings.error('parameter-schema', 'The length has no whole bounds', node, path, { expected });
    return undefined;
  }
  return {
    kind: 'length',
    ...(min === undefined ? {} : { min: Number(min) }),
    ...(max === undefined ? {} : { max: Number(max) }),
  };
}

function parseModulo(node: YamlNode, path: Path, findings: Findings): Constraint | undefined {
  const numbers = parseNumbers(node, path, ['step', 'offset'], findings);
  if (numbers === undefined) return undefined;
  const [step, offset] = numbers;
  const problem = moduloProblem(step, offset);
  if (problem === undefined && step !== undefined && offset !== undefined) return { kind: 'modulo', step, offset };
  findings.error('parameter-schema', `"modulo" is wrong: ${problem}`, node, path, {
    expected: 'a whole "step" that is not 0, and an "offset" of the same sign and nearer to 0',
  });
  return undefined;
}

/** Heat: `constraints.py`, Modulo. */
function moduloProblem(step: NumberValue | undefined, offset: NumberValue | undefined): string | undefined {
  if (step === undefined || offset === undefined) return 'it needs both "step" and "offset"';
  const [by, rest] = [whole(step), whole(offset)];
  if (by === undefined || rest === undefined) return 'step and offset are not whole numbers';
  if (by === 0n) return 'the step is 0';
  if ((rest < 0n ? -rest : rest) >= (by < 0n ? -by : by)) return 'the offset is not smaller than the step';
  return by * rest < 0n ? 'step and offset have different signs' : undefined;
}

function whole(value: NumberValue): bigint | undefined {
  const number = value instanceof Float ? value.value : value;
  return typeof number === 'bigint' || Number.isInteger(number) ? BigInt(number) : undefined;
}

/** The numbers under two keys, text that is a number included; tells other keys and what is no number. */
function parseNumbers(
  node: YamlNode,
  path: Path,
  keys: readonly [string, string],
  findings: Findings,
): readonly [NumberValue | undefined, NumberValue | undefined] | undefined {
  const map = findings.map('parameter-schema', node, path, `a map with "${keys[0]}" and "${keys[1]}"`);
  if (map === undefined) return undefined;
  const before = findings.problems.length;
  findings.unknownKeys('parameter-schema', map, path, keys, 'The constraint');
  const first = parseNumber(map, keys[0], path, findings);
  const second = parseNumber(map, keys[1], path, findings);
  return findings.problems.length > before ? undefined : [first, second];
}

function parseNumber(map: YamlMap, key: string, path: Path, findings: Findings): NumberValue | undefined {
  const node = map.entries.get(key)?.value;
  const value = node?.kind === 'scalar' ? node.value : undefined;
  if (node === undefined || value === null) return undefined;
  const number = typeof value === 'string' ? readNumber(value) : typeof value === 'boolean' ? Number(value) : value;
  if (number === undefined) {
    findings.error('parameter-schema', `"${key}" is ${describeNode(node)}`, node, [...path, key], {
      expected: 'a number',
    });
  }
  return number;
}
