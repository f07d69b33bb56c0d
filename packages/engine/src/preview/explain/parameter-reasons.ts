import type { Position } from '../../diagnostics/diagnostic.ts';
import type { Path } from '../../diagnostics/path.ts';
import { writeAddress } from '../../hot/address.ts';
import type { Environment, Given } from '../../hot/environment.ts';
import { type Strategy, strategies } from '../../hot/merge-given.ts';
import type { ParameterSchema } from '../../hot/parameter.ts';
import { Unknown, type Value } from '../../hot/value.ts';
import { inputsFile, valuesFolder } from '../../plan/deployment-inputs.ts';
import { inputsPrefix } from '../../plan/plan-files.ts';
import type { StackOrigin } from '../../render/origins.ts';
import { clientWinners } from './client-winners.ts';
import { type ExplainContext, placed } from './explain-context.ts';
import type { Reason } from './explanation.ts';
import { valueAt } from './select-part.ts';

/** Which part of a parameter is meant, and whether it is hidden. */
export interface ParameterUse {
  readonly stack: StackOrigin;
  readonly schema: ParameterSchema;
  readonly path: Path;
  readonly hidden: boolean;
  /** Where the property stands that gives it to a nested stack. */
  readonly propertyAt?: Position;
}

/**
 * All that could give a parameter its value, the strongest first: what was set by name (in a nested stack the property
 * of the resource that it stands for), environments from the last to the first, defaults that environments give, the
 * template's default. The first that is not null wins; where environments are merged, others join it. `follow` tells
 * what a property was made of.
 */
export function parameterReasons(
  context: ExplainContext,
  use: ParameterUse,
  follow: (address: string, path: Path, hidden: boolean) => readonly Reason[],
): readonly Reason[] {
  const { stack } = use;
  const strongest = stack.address === '' ? setCandidate(context, use) : propertyCandidate(context, use, follow);
  const sections =
    stack.address === '' ? (['parameters', 'parameterDefaults'] as const) : (['parameterDefaults'] as const);
  const given = sections.map((section) => environmentCandidates(context, use, section));
  const byDefault = defaultCandidates(context, use);
  const groups: readonly (readonly Candidate[])[] = [strongest, ...given, byDefault];
  let isWon = false;
  return groups.flatMap((group) => {
    const winners = isWon ? [] : winnersOf(group, use, context);
    isWon ||= winners.length > 0;
    const outcome = winners.length > 1 ? 'joins' : 'wins';
    return group.map((each) => reasonOf(context, use, each, winners.includes(each) ? outcome : 'loses'));
  });
}

interface Candidate {
  readonly what: 'set' | 'property' | 'environment' | 'parameter_defaults' | 'default';
  readonly name?: string;
  readonly value: Value;
  readonly at: Given['at'];
  readonly follow?: () => readonly Reason[];
}

function reasonOf(context: ExplainContext, use: ParameterUse, each: Candidate, outcome: Reason['outcome']): Reason {
  const { what, name, at, follow } = each;
  const value = valueAt(each.value, use.path) ?? each.value;
  return {
    what,
    ...(name === undefined ? {} : { name }),
    ...(use.hidden ? { at, secret: true } : { ...placed(context, at), value }),
    ...(outcome === undefined ? {} : { outcome }),
    reasons: outcome === 'loses' || follow === undefined ? [] : follow(),
  };
}

function setCandidate({ inputs, texts }: ExplainContext, { schema }: ParameterUse): readonly Candidate[] {
  const value = inputs.parameters.get(schema.name);
  if (value === undefined) return [];
  // What has several lines has a file of its own.
  const own = `${inputsPrefix}${valuesFolder}${schema.name}`;
  const file = texts.lines(own) === undefined ? inputsPrefix + inputsFile : own;
  const start = { file, line: 1, column: 1 };
  const at = file === own ? start : texts.find(file, ['parameters', schema.name], start);
  return [{ what: 'set', name: schema.name, value: typeof value === 'string' ? value : new Unknown(value), at }];
}

function propertyCandidate(
  { origins }: ExplainContext,
  { stack, schema, path, hidden, propertyAt }: ParameterUse,
  follow: (address: string, path: Path, hidden: boolean) => readonly Reason[],
): readonly Candidate[] {
  const origin = origins.resources.get(stack.address);
  const own = stack.given === undefined ? [schema.name] : [stack.given, schema.name];
  const value = origin && valueAt(origin.properties, own);
  if (origin === undefined || value === undefined) return [];
  const name = writeAddress({ address: stack.address, kind: 'property', path: own });
  const at = propertyAt ?? origin.rendered.place.property([own[0] ?? schema.name]);
  return [{ what: 'property', name, value, at, follow: () => follow(stack.address, [...own, ...path], hidden) }];
}

function environmentCandidates(
  { loaded, texts }: ExplainContext,
  { schema, path }: ParameterUse,
  section: 'parameters' | 'parameterDefaults',
): readonly Candidate[] {
  const [key, what] =
    section === 'parameters'
      ? (['parameters', 'environment'] as const)
      : (['parameter_defaults', 'parameter_defaults'] as const);
  const found = loaded.layers.flatMap(({ path: file, environment }): Candidate[] => {
    const given = environment[section].get(schema.name);
    if (given === undefined) return [];
    const at = texts.find(file, [key, schema.name, ...path], given.at);
    return [{ what, name: file, value: given.value, at }];
  });
  return found.reverse();
}

function defaultCandidates({ texts }: ExplainContext, { schema, path, stack }: ParameterUse): readonly Candidate[] {
  if (schema.default === undefined) return [];
  const way = ['parameters', schema.name, 'default', ...path];
  const at = texts.find(stack.template.file, way, schema.defaultAt ?? schema.at);
  return [{ what: 'default', value: schema.default, at }];
}

/** Those of one kind that make the value: the first that is not null, or all that are merged with it. */
function winnersOf(
  group: readonly Candidate[],
  { path, schema }: ParameterUse,
  context: ExplainContext,
): readonly Candidate[] {
  const said = group.filter((each) => each.value !== null || each.what === 'property');
  const [first] = said;
  const merges = first !== undefined && (first.what === 'environment' || first.what === 'parameter_defaults');
  if (merges && context.loaded.plan.merge === 'client') return clientWinners(group, path);
  const strategy = strategyOf(context, schema.name);
  if (first === undefined || !merges || strategy === 'overwrite') return said.slice(0, 1);
  const [key] = path;
  const having = path.length === 0 || typeof key !== 'string' ? said : said.filter((each) => has(each.value, key));
  if (having.length === 0) return said;
  return strategy === 'merge' && path.length > 0 && typeof key === 'string' ? having.slice(0, 1) : having;
}

function has(value: Value, key: string): boolean {
  const there = valueAt(value, [key]);
  return there !== undefined && there !== null;
}

/** The strategy that a parameter is first met with holds to the end. Heat: `common/environment_util.py`, wallaby. */
function strategyOf({ loaded }: ExplainContext, name: string): Strategy {
  const first = loaded.layers.find(({ environment }) => isGiven(environment, name))?.environment;
  const asked = first?.parameterMergeStrategies;
  const own = asked?.get(name) ?? asked?.get('default');
  return strategies.find((each) => each === own) ?? 'overwrite';
}

function isGiven({ parameters, parameterDefaults }: Environment, name: string): boolean {
  return [parameters, parameterDefaults].some((section) => (section.get(name)?.value ?? null) !== null);
}
