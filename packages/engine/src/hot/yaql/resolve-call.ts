import { type Argument, isNode, YaqlContext } from './datum.ts';
import { bindArguments, type Call, type Definition, isNarrower, type Mapping, mapArguments } from './definition.ts';
import { describeMismatch, shownName } from './describe-mismatch.ts';
import type { CallSite } from './parameter.ts';
import { type Keywords, noKeywords } from './runtime.ts';
import { YaqlError } from './yaql-error.ts';

export interface CallRequest {
  readonly name: string;
  /** With the value before the dot first, where it is a method. */
  readonly args: readonly Argument[];
  readonly keywords: Keywords;
  readonly isMethod: boolean;
}

export interface ResolvedCall {
  readonly definition: Definition;
  readonly call: Call;
}

type Levels = readonly (readonly Definition[])[];

interface Candidate {
  readonly definition: Definition;
  readonly mapping: Mapping;
}

/**
 * Finds the one definition that takes the arguments, evaluating those that are not wanted as expressions. Throws a
 * `YaqlError` where none does, or where two do and neither is the narrower. yaql: runner.py, `choose_overload`.
 */
export function resolveCall(request: CallRequest, candidates: Levels, site: CallSite): ResolvedCall {
  const { name } = request;
  const { args, keywords } = translate(request, candidates);
  if (keywords.size > 0) site.runtime.spend(1 + keywords.size);
  const levels = fitting(candidates, args, keywords);
  const first = levels[0]?.[0];
  if (first === undefined) throw unmatched(request, args, keywords, candidates);
  const lazy = lazyPlaces(first.mapping);
  for (const level of levels) {
    for (const { mapping } of level) if (lazyPlaces(mapping) !== lazy) throw ambiguous(name);
  }
  const { positions, keywords: byName } = first.mapping;
  const given: Argument[] = [];
  for (const argument of args) given.push(evaluated(argument, positions[given.length]?.type.isLazy === true, site));
  const named = new Map<string, Argument>();
  for (const [key, argument] of keywords)
    named.set(key, evaluated(argument, byName.get(key)?.type.isLazy === true, site));
  for (const level of levels) {
    const found = best(name, level, given, named, site);
    if (found !== undefined) return found;
  }
  throw unmatched(request, given, named, candidates);
}

/** The definitions that may take the arguments, by level; levels without any are left out. */
function fitting(candidates: Levels, args: readonly Argument[], keywords: Keywords): readonly (readonly Candidate[])[] {
  const levels: Candidate[][] = [];
  for (const level of candidates) {
    const found: Candidate[] = [];
    for (const definition of level) {
      const mapping = mapArguments(definition, args, keywords);
      if (mapping !== undefined) found.push({ definition, mapping });
    }
    if (found.length > 0) levels.push(found);
  }
  return levels;
}

function evaluated(argument: Argument, isLazy: boolean, { runtime, context }: CallSite): Argument {
  const stays = isLazy || !isNode(argument) || argument.kind === 'constant' || argument.kind === 'keyword';
  return stays ? argument : runtime.evaluate(argument, undefined, context);
}

function best(
  name: string,
  level: readonly Candidate[],
  args: readonly Argument[],
  keywords: Keywords,
  { runtime, context }: CallSite,
): ResolvedCall | undefined {
  let found: { readonly resolved: ResolvedCall; readonly mapping: Mapping } | undefined;
  for (const { definition, mapping } of level) {
    const call = bindArguments(definition, args, keywords, { runtime, context: new YaqlContext(context) });
    if (call === undefined) continue;
    if (found !== undefined) {
      if (isNarrower(found.mapping, mapping)) continue;
      if (!isNarrower(mapping, found.mapping)) throw ambiguous(name);
    }
    found = { resolved: { definition, call }, mapping };
  }
  return found?.resolved;
}

/** Arguments with `=>` become keywords, but for functions that take rules. */
function translate(
  { name, args: given, keywords: givenKeywords }: CallRequest,
  candidates: Levels,
): { readonly args: readonly Argument[]; readonly keywords: Keywords } {
  const takesRules = candidates[0]?.[0]?.takesRules ?? false;
  if (candidates.some((level) => level.some((one) => one.takesRules !== takesRules))) throw ambiguous(name);
  if (takesRules) {
    if (givenKeywords.size > 0) throw new YaqlError(`"${name}" takes no arguments by name`);
    return { args: given, keywords: noKeywords };
  }
  const isPlain = givenKeywords.size === 0 && !given.some((argument) => isNode(argument) && argument.kind === 'rule');
  if (isPlain) return { args: given, keywords: noKeywords };
  const args: Argument[] = [];
  const keywords = new Map<string, Argument>();
  for (const argument of given) {
    if (!isNode(argument) || argument.kind !== 'rule') args.push(argument);
    else if (argument.source.kind === 'keyword') keywords.set(argument.source.value, argument.destination);
    else throw new YaqlError(`what stands before "=>" in "${shownName(name)}" has to be the name of an argument`);
  }
  for (const [key, argument] of givenKeywords) {
    if (keywords.has(key)) throw new YaqlError(`"${name}" is given "${key}" twice`);
    keywords.set(key, argument);
  }
  return { args, keywords };
}

/** The places of arguments that stay expressions, as one text to compare. */
function lazyPlaces({ positions, keywords }: Mapping): string {
  let places = '';
  for (let index = 0; index < positions.length; index++) if (positions[index]?.type.isLazy) places += ` ${index}`;
  if (keywords.size === 0) return places;
  const names = [...keywords].flatMap(([name, { type }]) => (type.isLazy ? [name] : []));
  return (
    places +
    names
      .sort()
      .map((name) => ` ${name}`)
      .join('')
  );
}

function ambiguous(name: string): YaqlError {
  return new YaqlError(`it cannot be told which "${shownName(name)}" is meant`);
}

function unmatched(
  { name, isMethod }: CallRequest,
  args: readonly Argument[],
  keywords: Keywords,
  candidates: Levels,
): YaqlError {
  return new YaqlError(describeMismatch({ name, args, keywords, isMethod }, candidates.flat()), {
    reason: 'unmatched',
  });
}
