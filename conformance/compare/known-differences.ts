import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { afterStatus, errorsOf, errorText, isStatus, textAt, withOnlyTexts } from './answer-parts.ts';
import { attributeDifferences } from './attribute-differences.ts';
import { boundaryByChance } from './boundary-by-chance.ts';
import { mapOf } from './case-documents.ts';
import { changeParts, changeTemplates } from './change-case.ts';
import { cloudDifferences } from './cloud-differences.ts';
import { conditionAsChange } from './condition-as-change.ts';
import { environmentDifferences } from './environment-differences.ts';
import { filterOfNothing } from './filter-of-nothing.ts';
import { handlesMadeAnew } from './handles-made-anew.ts';
import { immutableAsWritten } from './immutable-as-written.ts';
import { keysOfMaps } from './keys-of-maps.ts';
import type { KnownDifference } from './known-difference.ts';
import { madeUpNames } from './made-up-names.ts';
import { nestedDifferences } from './nested-differences.ts';
import { withoutResourceKey, withoutTold } from './take-away.ts';
import { wayKnownLate } from './way-known-late.ts';
import { whenTold } from './when-told.ts';
import { yamlDifferences } from './yaml-differences.ts';
import { yaqlDifferences } from './yaql-differences.ts';

/** What OpenSSL may have beyond what Tyto knows. */
const rareDigest = /blake2s|shake_(?:128|256)|\bsm3\b|ripemd160|md5-sha1|sha512_2(?:24|56)/g;

export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'other-formats',
    explains: ({ what, tyto }, { tyto: answer, line }) =>
      what === 'status' &&
      tyto === 'REFUSED' &&
      /AWSTemplateFormatVersion|HeatTemplateFormatVersion/.test(line) &&
      errorsOf(answer, what).some(({ code }) => code === 'template-version'),
  },
  {
    name: 'rare-digest',
    explains: ({ what }, { line, tyto }) =>
      (isStatus(what) || what.includes('error of output')) &&
      line.search(rareDigest) >= 0 &&
      /has no algorithm/.test(errorText(tyto)),
    without: (_, { line }) => line.replaceAll(rareDigest, 'sha256'),
  },
  {
    name: 'preview-of-failing-update',
    explains: ({ what }, { heat, tyto }) =>
      /^(?:preview|after replaced)/.test(what) &&
      afterStatus(heat) === afterStatus(tyto) &&
      !afterStatus(heat).endsWith('_COMPLETE'),
    without: (difference, asked) => withoutTold({ ...difference, what: 'after status' }, asked, () => true),
  },
  filterOfNothing,
  boundaryByChance,
  ...madeUpNames,
  conditionAsChange,
  handlesMadeAnew,
  wayKnownLate,
  keysOfMaps,
  {
    name: 'snapshot-of-nothing',
    explains: ({ what, tyto }, { heat: answer, line }) =>
      what === 'status' &&
      tyto === 'VALID' &&
      line.includes('OS::Heat::None') &&
      textAt(answer, 'error').includes('deletion policy not supported'),
    without: (_, { line }) =>
      changeTemplates(line, (template) =>
        withoutResourceKey(template, 'deletion_policy', (resource) => resource.get('type') === 'OS::Heat::None'),
      ),
  },
  {
    name: 'condition-without-value',
    explains: ({ what, tyto }, { heat: answer, line }) =>
      what === 'status' &&
      tyto === 'VALID' &&
      /conditions|\bif\b/.test(line) &&
      /Parameter \(.*\) was not provided|(?:\.(?:if|condition): |^)(?:Unrecognized value '|Value must be valid JSON: |Value must be a comma-delimited list string: |could not convert string to float: |int\(\) argument must be )/.test(
        textAt(answer, 'error'),
      ),
    without: (_, { line }) => changeTemplates(line, (template) => changeParts(template, withoutCondition)),
  },
  immutableAsWritten,
  {
    name: 'label-that-is-no-text',
    explains: ({ what, heat, tyto }) => what === 'parameters' && equalValues(withOnlyTexts(heat), tyto),
  },
  {
    name: 'failing-test-resource',
    explains: ({ what }, { heat }) => isStatus(what) && textAt(heat, 'reason').includes('Test Resource failed'),
    without: (_, { line }) => changeTemplates(line, (template) => changeParts(template, withoutFailing)),
  },
  ...environmentDifferences,
  ...attributeDifferences,
  ...nestedDifferences,
  ...yaqlDifferences,
  ...cloudDifferences,
  ...yamlDifferences,
  // The broadest: only what nothing else explains.
  whenTold,
];

function withoutFailing(part: Value): Value {
  if (!isMap(part) || part.get('type') !== 'OS::Heat::TestResource') return part;
  const properties = mapOf(part.get('properties') ?? null);
  return new Map([...part, ['properties', new Map([...properties].filter(([name]) => name !== 'fail'))]]);
}

/** A part without conditions: what is there where they hold. */
function withoutCondition(part: Value): Value {
  if (!isMap(part)) return part;
  const choice = part.size === 1 ? (part.get('if') ?? null) : null;
  if (isList(choice) && choice.length > 1) return choice[1] ?? null;
  return new Map([...part].filter(([name]) => name !== 'condition' && name !== 'conditions'));
}
