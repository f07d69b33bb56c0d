import { type Diagnostic, problem } from '../../diagnostics/diagnostic.ts';
import { atLeast, type TemplateVersion } from '../version.ts';
import { and } from './and.ts';
import { fnBase64, fnGetAzs, fnJoin, fnReplace, fnResourceFacade, fnSplit, ref } from './cfn.ts';
import { coerce } from './coerce.ts';
import { cloudConfig, multipartMime } from './config-texts.ts';
import { contains } from './contains.ts';
import { digest } from './digest.ts';
import { equals } from './equals.ts';
import { filter } from './filter.ts';
import { fnMemberListToMap } from './fn-member-list-to-map.ts';
import { fnSelect } from './fn-select.ts';
import type { ArgumentPlace, FunctionEntry, ShapeFault } from './function-entry.ts';
import { getAttr } from './get-attr.ts';
import { getFile } from './get-file.ts';
import { getParam } from './get-param.ts';
import { getResource } from './get-resource.ts';
import { ifThenElse } from './if.ts';
import { attributePath, fail, parameterPath, substitute } from './internal.ts';
import { listConcat, listConcatUnique } from './list-concat.ts';
import { listJoin } from './list-join.ts';
import { makeUrl } from './make-url.ts';
import { mapMerge } from './map-merge.ts';
import { mapReplace } from './map-replace.ts';
import { not } from './not.ts';
import { or } from './or.ts';
import { repeat } from './repeat.ts';
import { resourceFacade } from './resource-facade.ts';
import { strReplace, strReplaceStrict, strReplaceVstrict } from './str-replace.ts';
import { strSplit } from './str-split.ts';
import { yaql } from './yaql.ts';

const entries: readonly FunctionEntry[] = [
  and,
  attributePath,
  cloudConfig,
  coerce,
  contains,
  digest,
  equals,
  fail,
  filter,
  fnBase64,
  fnGetAzs,
  fnJoin,
  fnMemberListToMap,
  fnReplace,
  fnResourceFacade,
  fnSelect,
  fnSplit,
  getAttr,
  getFile,
  getParam,
  getResource,
  ifThenElse,
  listConcat,
  listConcatUnique,
  listJoin,
  makeUrl,
  mapMerge,
  mapReplace,
  multipartMime,
  not,
  or,
  parameterPath,
  ref,
  repeat,
  resourceFacade,
  strReplace,
  strReplaceStrict,
  strReplaceVstrict,
  strSplit,
  substitute,
  yaql,
];

/** Every function of HOT and the few of Tyto's own, by name. */
export const functions: ReadonlyMap<string, FunctionEntry> = new Map(entries.map((entry) => [entry.name, entry]));

const valueNames = new Map<TemplateVersion, ReadonlySet<string>>();
const conditionNames = new Map<TemplateVersion, ReadonlySet<string>>();

/**
 * The names that make a map of one key a call in a value of this version: functions that it has, and those that it had
 * and refuses now. Any other name is plain data.
 */
export function functionNames(version: TemplateVersion): ReadonlySet<string> {
  const known = valueNames.get(version) ?? namesOf((entry) => !entry.conditionsOnly && atLeast(version, entry.since));
  valueNames.set(version, known);
  return known;
}

/** The names of the functions that a condition of this version may use. */
export function conditionFunctionNames(version: TemplateVersion): ReadonlySet<string> {
  const known = conditionNames.get(version) ?? namesOf((entry) => isInConditions(entry, version));
  conditionNames.set(version, known);
  return known;
}

function namesOf(isThere: (entry: FunctionEntry) => boolean): ReadonlySet<string> {
  return new Set(entries.filter((entry) => !entry.internal && isThere(entry)).map((entry) => entry.name));
}

/** Why a version refuses a function where it stands; `undefined` where it does not. */
export function refusal(
  entry: FunctionEntry | undefined,
  name: string,
  version: TemplateVersion,
  inCondition: boolean,
): Diagnostic | undefined {
  if (entry === undefined || !atLeast(version, entry.since)) {
    return problem('function-unknown', `Version ${version} has no function "${name}"`);
  }
  if (entry.until !== undefined && atLeast(version, entry.until)) {
    return problem('function-unknown', `Version ${version} no longer has the function "${name}"`, {
      hint: `It was taken away in ${entry.until}; use HOT's own functions`,
    });
  }
  if (!inCondition || isInConditions(entry, version)) return undefined;
  return problem('function-context', `The function "${name}" cannot stand in a condition`, {
    expected: `one of ${[...conditionFunctionNames(version)].join(', ')}`,
  });
}

function isInConditions(entry: FunctionEntry, version: TemplateVersion): boolean {
  return entry.until === undefined && entry.inConditions !== undefined && atLeast(version, entry.inConditions);
}

/** The problem of a call whose argument has the wrong form, and where in the argument. */
export function wrongShape(entry: FunctionEntry, fault: ShapeFault): [Diagnostic, ArgumentPlace] {
  const { wrong, ...place } = typeof fault === 'string' ? { wrong: fault } : fault;
  return [problem('function-form', `"${entry.name}" ${wrong}`, { expected: entry.example }), place];
}
