import { type Argument, type Datum, missing, YaqlContext } from './datum.ts';
import type { CallSite, Parameter, PythonClass } from './parameter.ts';
import { type Keywords, noKeywords, type Runtime } from './runtime.ts';

type AnyParameter = Parameter<unknown>;

/** One function of the library: what it is called by, what it takes, what it does. Help and errors come from it. */
export interface Definition {
  readonly name: string;
  /** Called as `name(…)`. */
  readonly isFunction: boolean;
  /** Called as `value.name(…)`. */
  readonly isMethod: boolean;
  /** `=>` among its arguments makes rules, not keywords. */
  readonly takesRules: boolean;
  readonly parameters: readonly AnyParameter[];
  /** Takes all that are left by position, or by keyword. */
  readonly rest: AnyParameter | undefined;
  readonly keywords: AnyParameter | undefined;
  readonly invoke: (call: Call) => Datum;
}

interface Extras {
  readonly rest?: AnyParameter;
  readonly keywords?: AnyParameter;
  readonly takesRules?: boolean;
}

function define(isFunction: boolean, isMethod: boolean) {
  return (
    name: string,
    parameters: readonly AnyParameter[],
    invoke: (call: Call) => Datum,
    { rest, keywords, takesRules = false }: Extras = {},
  ): Definition => ({ name, isFunction, isMethod, takesRules, parameters, rest, keywords, invoke });
}

/** A function called by name. */
export const fn = define(true, false);
/** A function called on a value, its first parameter. */
export const method = define(false, true);
/** Both. */
export const extension = define(true, true);

/** One call with its arguments bound to the parameters, which a definition takes from it. */
export class Call implements CallSite {
  readonly runtime: Runtime;
  readonly context: YaqlContext;
  readonly #bound: ReadonlyMap<AnyParameter, Argument>;
  readonly #rest: readonly Argument[];
  readonly #keywords: Keywords;

  constructor(
    site: CallSite,
    bound: ReadonlyMap<AnyParameter, Argument>,
    rest: readonly Argument[],
    keywords: Keywords,
  ) {
    this.runtime = site.runtime;
    this.context = site.context;
    this.#bound = bound;
    this.#rest = rest;
    this.#keywords = keywords;
  }

  take<T>(parameter: Parameter<T>): T {
    const argument = this.#bound.get(parameter);
    if (argument === undefined) throw new Error(`Parameter ${parameter.name} was not bound`);
    return parameter.type.convert(argument, this);
  }

  rest<T>(parameter: Parameter<T>): T[] {
    return this.#rest.map((argument) => parameter.type.convert(argument, this));
  }

  keywords<T>(parameter: Parameter<T>): [name: string, value: T][] {
    return Array.from(this.#keywords, ([name, argument]) => [name, parameter.type.convert(argument, this)]);
  }

  /** Calls another function of the library. yaql: `yaqltypes.Delegate`. */
  function(name: string, ...args: readonly Argument[]): Datum {
    return this.runtime.call(name, args, noKeywords, undefined, new YaqlContext(this.context));
  }

  /** Calls another method of the library. */
  method(name: string, value: Datum, ...args: readonly Argument[]): Datum {
    return this.runtime.call(name, args, noKeywords, { value }, new YaqlContext(this.context));
  }
}

/** Which parameter each argument would go to. */
export interface Mapping {
  readonly positions: readonly AnyParameter[];
  readonly keywords: ReadonlyMap<string, AnyParameter>;
}

/** How arguments fit a definition as far as can be told before they are evaluated. yaql: `map_args`. */
export function mapArguments(definition: Definition, args: readonly Argument[], given: Keywords): Mapping | undefined {
  return given.size === 0 ? mapPlaces(definition, args) : mapNamed(definition, args, given);
}

const noNames: Mapping['keywords'] = new Map();

/** The same without arguments by keyword, which is nearly every call of an evaluation. */
function mapPlaces({ parameters, rest }: Definition, args: readonly Argument[]): Mapping | undefined {
  if (args.length > parameters.length && rest === undefined) return undefined;
  for (let index = args.length; index < parameters.length; index++) {
    if (parameters[index]?.fallback === undefined) return undefined;
  }
  const positions: AnyParameter[] = [];
  for (let index = 0; index < args.length; index++) {
    const parameter = parameters[index] ?? rest;
    const argument = args[index] ?? null;
    const isOut = isLeftOut(argument);
    if (parameter === undefined || (isOut && index < parameters.length && parameter.fallback === undefined)) {
      return undefined;
    }
    if (!parameter.type.takes(isOut ? (parameter.fallback ?? missing) : argument)) return undefined;
    positions.push(parameter);
  }
  return { positions, keywords: noNames };
}

function mapNamed(
  { parameters, rest, keywords }: Definition,
  args: readonly Argument[],
  given: Keywords,
): Mapping | undefined {
  const left = new Map(given);
  const positions: (AnyParameter | undefined)[] = args.map(() => rest);
  const byKeyword = new Map<string, AnyParameter>();
  for (const [index, parameter] of parameters.entries()) {
    const isGiven = index < args.length && !isLeftOut(args[index]);
    const { name, fallback } = parameter;
    if (isGiven && left.has(name)) return undefined;
    if (left.delete(name)) byKeyword.set(name, parameter);
    else if (!isGiven && fallback === undefined) return undefined;
    if (isGiven || (index < args.length && !byKeyword.has(name))) positions[index] = parameter;
  }
  for (const [name, argument] of left) {
    if (keywords === undefined || !keywords.type.takes(argument)) return undefined;
    byKeyword.set(name, keywords);
  }
  const mapped: AnyParameter[] = [];
  for (const [index, parameter] of positions.entries()) {
    if (parameter === undefined) return undefined;
    const argument = args[index] ?? null;
    const value = isLeftOut(argument) ? (parameter.fallback ?? missing) : argument;
    if (!parameter.type.takes(value)) return undefined;
    mapped.push(parameter);
  }
  return { positions: mapped, keywords: byKeyword };
}

/** Binds evaluated arguments; `undefined` where one does not fit. yaql: `get_delegate`. */
export function bindArguments(
  { parameters, rest, keywords }: Definition,
  args: readonly Argument[],
  given: Keywords,
  site: CallSite,
): Call | undefined {
  const left = given.size === 0 ? noLeft : new Map(given);
  const bound = new Map<AnyParameter, Argument>();
  for (let index = 0; index < parameters.length; index++) {
    const parameter = parameters[index];
    if (parameter === undefined) break;
    const isGiven = index < args.length && !isLeftOut(args[index]);
    const keyword = left.get(parameter.name);
    if (isGiven && keyword !== undefined) return undefined;
    const value = isGiven ? (args[index] ?? null) : (keyword ?? keywordNull(left, parameter));
    left.delete(parameter.name);
    if (value === undefined || !parameter.type.takes(value)) return undefined;
    bound.set(parameter, value);
  }
  const more = args.length > parameters.length ? args.slice(parameters.length) : none;
  if (more.some((argument) => rest === undefined || !rest.type.takes(argument))) return undefined;
  for (const argument of left.values()) if (keywords === undefined || !keywords.type.takes(argument)) return undefined;
  return new Call(site, bound, more, left);
}

const none: readonly Argument[] = [];
/** Stays empty: nothing is put into what is left over. */
const noLeft = new Map<string, Argument>();

/** A keyword that is null, or else what stands where no argument is given. */
function keywordNull(keywords: Keywords, { name, fallback }: AnyParameter): Argument | undefined {
  return keywords.has(name) ? null : fallback;
}

/** Whether an argument was left out between commas. */
function isLeftOut(argument: Argument | undefined): boolean {
  return (
    argument === missing ||
    (typeof argument === 'object' && argument !== null && 'kind' in argument && argument.kind === 'missing')
  );
}

/** Whether one way to take arguments is narrower than another in some place and wider in none. */
export function isNarrower(one: Mapping, other: Mapping): boolean {
  let result = false;
  const pairs = one.positions.map((parameter, index) => [parameter, other.positions[index]] as const);
  for (const [name, parameter] of one.keywords) pairs.push([parameter, other.keywords.get(name)]);
  for (const [a, b] of pairs) {
    if (b === undefined) continue;
    if (isSubclass(b.type.python, a.type.python)) return false;
    if (isSubclass(a.type.python, b.type.python)) result = true;
  }
  return result;
}

const bases: Readonly<Record<PythonClass, readonly PythonClass[]>> = {
  object: [],
  null: ['object'],
  int: ['object'],
  bool: ['int', 'object'],
  number: [],
  str: ['sequence', 'iterable', 'object'],
  iterable: ['object'],
  sequence: ['iterable', 'object'],
  set: ['iterable', 'object'],
  iterator: ['iterable', 'object'],
  mapping: ['iterable', 'object'],
  other: ['object'],
};

function isSubclass(a: PythonClass | undefined, b: PythonClass | undefined): boolean {
  return a !== undefined && b !== undefined && bases[a].includes(b);
}
