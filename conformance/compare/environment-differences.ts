import { Float, isList, isMap, type Value, type ValueMap } from '../../packages/engine/src/hot/value.ts';
import { type AnsweredError, errorsOf, isStatus, textAt } from './answer-parts.ts';
import { environmentsOf, sectionOf } from './case-documents.ts';
import { withJsonEnvironments } from './change-case.ts';
import type { Disagreement, KnownDifference } from './known-difference.ts';
import { overridesOwnType, withoutOwnOverrides } from './overrides-own-type.ts';
import { withoutSections, withoutTold } from './take-away.ts';

/** What differs in how environments are read. */
export const environmentDifferences: readonly KnownDifference[] = [
  {
    name: 'registry-without-map',
    explains: ({ what, tyto }, { tyto: answer }) =>
      isStatus(what) && tyto === 'REFUSED' && errorsOf(answer, what).some(isOfRegistry),
    without: (difference, asked) => withoutTold(difference, asked, isOfRegistry),
  },
  {
    name: 'parameter-of-later-environment',
    explains: ({ what, tyto }, { tyto: answer }) =>
      isStatus(what) && tyto === 'REFUSED' && errorsOf(answer, what).some(isOfLaterEnvironment),
    without: (difference, asked) => withoutTold(difference, asked, isOfLaterEnvironment),
  },
  {
    name: 'empty-section-that-is-no-map',
    explains: ({ what, tyto }, asked) =>
      isStatus(what) && tyto === 'REFUSED' && errorsOf(asked.tyto, what).some(isPassedOver(what, asked)),
    without: (difference, asked) => withoutTold(difference, asked, isPassedOver(difference.what, asked)),
  },
  {
    name: 'merge-over-json-text',
    explains: ({ what, heat }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      line.includes('parameter_merge_strategies') &&
      /^'str' object (?:does not support item assignment|has no attribute 'get')$/.test(textAt(answer, 'error')),
    without: (_, { line }) => withoutSections(line, ['parameter_merge_strategies']),
  },
  {
    name: 'registry-name-that-is-no-text',
    explains: ({ what, heat }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      line.includes('resource_registry') &&
      /^(?:'(?:bool|int|float|NoneType)' object has no attribute '(?:endswith|startswith)'|sequence item \d+: expected str instance, (?:bool|int|float|NoneType) found)$/.test(
        textAt(answer, 'error'),
      ),
    without: (_, { line }) => withJsonEnvironments(line),
  },
  {
    name: 'encrypted-names',
    explains: ({ what, heat }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      (/^(?:KeyError|AttributeError)$/.test(textAt(answer, 'type')) ||
        textAt(answer, 'error').startsWith('attribute name must be string, not ')) &&
      line.includes('encrypted_param_names'),
    without: (_, { line }) => withoutSections(line, ['encrypted_param_names']),
  },
  {
    name: 'override-that-spreads',
    explains: ({ what }, { line }) =>
      /^(?:after )?(?:output |error of output |resources$|replaced$)|^preview /.test(what) && overridesOwnType(line),
    without: (_, { line }) => withoutOwnOverrides(line),
  },
];

/** A wrong hook or action is refused by both. */
function isOfRegistry({ code, path }: AnsweredError): boolean {
  return (
    code === 'environment-registry' &&
    !/\.resources(?:\.[^.[]+|\["[^"]*"\])\.(?:hooks|restricted_actions)(?:\[\d+\])?$/.test(path)
  );
}

function isOfLaterEnvironment({ code, file }: AnsweredError): boolean {
  return code === 'parameter-unknown' && /^env-\d+\.yaml$/.test(file) && file !== 'env-1.yaml';
}

/** Whether Heat takes a section for absent, or has no use for it. */
function isPassedOver(what: string, { line }: Disagreement): (error: AnsweredError) => boolean {
  const environments = environmentsOf(line, what);
  return ({ code, file, path }) => {
    if (code !== 'environment-section') return false;
    const environment = environments.get(file) ?? null;
    const section = isMap(environment) ? environment.get(path) : undefined;
    if (!isMap(environment) || section === undefined) return false;
    if (isNothing(section)) return true;
    return path === 'parameter_merge_strategies' && (environments.size === 1 || !hasParameters(environment));
  };
}

/** Whether an environment has parameters, for which strategies of merging are looked at. */
function hasParameters(environment: ValueMap): boolean {
  return ['parameters', 'parameter_defaults'].some((section) => sectionOf(environment, section).size > 0);
}

/** Python's `not value`, but of null, which Heat refuses. */
function isNothing(value: Value): boolean {
  if (value instanceof Float) return value.value === 0;
  return value === 0 || value === false || value === '' || (isList(value) && value.length === 0);
}
