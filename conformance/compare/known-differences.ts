import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import {
  afterStatus,
  errorsOf,
  errorText,
  hasOnly,
  isFailure,
  isStatus,
  pieces,
  textAt,
  withOnlyTexts,
} from './answer-parts.ts';
import { refusesWhatCloudGot } from './cloud-answers.ts';
import { cloudDifferences } from './cloud-differences.ts';
import type { KnownDifference } from './known-difference.ts';
import { asksForLostAttribute, hasLostAttribute, hasPathsOfOneName } from './odd-attributes.ts';
import { overridesOwnType } from './overrides-own-type.ts';
import { isOfTakenIn, lacksOfTakenIn } from './taken-in.ts';
import { yamlDifferences } from './yaml-differences.ts';

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
    name: 'dropped-in-nested',
    explains: ({ what }, { heat }) => isStatus(what) && /EllipsisType takes no arguments/.test(textAt(heat, 'error')),
  },
  {
    name: 'rare-digest',
    explains: ({ what }, { line, tyto }) =>
      (isStatus(what) || what.includes('error of output')) &&
      /blake2s|shake_|sm3|ripemd160|md5-sha1|sha512_2/.test(line) &&
      /has no algorithm/.test(errorText(tyto)),
  },
  {
    name: 'encrypted-names',
    explains: ({ what, heat }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      (/^(?:KeyError|AttributeError)$/.test(textAt(answer, 'type')) ||
        textAt(answer, 'error').startsWith('attribute name must be string, not ')) &&
      line.includes('encrypted_param_names'),
  },
  {
    name: 'reference-in-output',
    explains: ({ what, heat, tyto }, { tyto: answer, line }) =>
      isStatus(what) &&
      /_COMPLETE$|^VALID$/.test(String(heat)) &&
      tyto === 'REFUSED' &&
      line.includes('get_resource') &&
      hasOnly(
        errorsOf(answer, what),
        ({ code, path }) => /^(?:name-unknown|resource-absent)$/.test(code) && path.startsWith('outputs.'),
      ),
  },
  {
    name: 'registry-without-map',
    explains: ({ what, tyto }, { tyto: answer }) =>
      isStatus(what) &&
      tyto === 'REFUSED' &&
      errorsOf(answer, what).some(({ code }) => code === 'environment-registry'),
  },
  {
    name: 'parameter-of-later-environment',
    explains: ({ what, heat, tyto }, { tyto: answer, line }) =>
      isStatus(what) &&
      String(heat).endsWith('_COMPLETE') &&
      tyto === 'REFUSED' &&
      line.includes('"envs": [') &&
      hasOnly(errorsOf(answer, what), ({ code }) => code === 'parameter-unknown'),
  },
  {
    name: 'schema-of-unused-file',
    explains: ({ what, heat, tyto }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      /_COMPLETE$|^VALID$/.test(String(tyto)) &&
      (/^(?:Invalid(?:SchemaError|TemplateVersion|TemplateVersions)|error)$/.test(textAt(answer, 'type')) ||
        /^'\w+' object has no attribute 'items'$/.test(textAt(answer, 'error'))) &&
      line.includes('"files": {'),
  },
  {
    name: 'metadata-without-map',
    explains: ({ what, tyto }, { tyto: answer }) =>
      isStatus(what) &&
      isFailure(tyto) &&
      errorsOf(answer, what).some(({ code, path }) => code === 'template-resource' && path.endsWith('.metadata')),
  },
  {
    name: 'attributes-in-metadata',
    explains: ({ what }, { line }) => asksForLostAttribute(what, line),
  },
  {
    name: 'number-in-path',
    explains: ({ what }, { line }) =>
      /^(?:after )?output /.test(what) && /Resource(?:Group|Chain)/.test(line) && hasPathsOfOneName(line),
  },
  {
    name: 'way-into-attribute',
    explains: ({ what, heat, tyto }, { tyto: answer }) =>
      isStatus(what) &&
      String(heat).endsWith('_COMPLETE') &&
      tyto === 'REFUSED' &&
      hasOnly(errorsOf(answer, what), ({ path }) => /\.get_attr\[(?:[2-9]|\d\d+)\]/.test(path)),
  },
  {
    name: 'names-of-nested-stacks',
    explains: ({ what, heat }, { heat: answer }) =>
      isStatus(what) && heat === 'REFUSED' && textAt(answer, 'error').includes('Invalid stack name'),
  },
  {
    name: 'preview-of-failing-update',
    explains: ({ what }, { heat, tyto }) =>
      /^(?:preview|after replaced)/.test(what) &&
      afterStatus(heat) === afterStatus(tyto) &&
      !afterStatus(heat).endsWith('_COMPLETE'),
  },
  {
    name: 'metadata-of-what-goes',
    explains: ({ what, heat, tyto }, { heat: answer, line }) =>
      what === 'after status' &&
      heat === 'UPDATE_FAILED' &&
      tyto === 'UPDATE_COMPLETE' &&
      /^The Referenced Attribute \(.*\) is incorrect\.$/.test(textAt(answer, 'reason')) &&
      hasLostAttribute(line),
  },
  {
    name: 'empty-section-that-is-no-map',
    explains: ({ what, heat, tyto }, { tyto: answer }) =>
      isStatus(what) &&
      /_COMPLETE$|^VALID$/.test(String(heat)) &&
      tyto === 'REFUSED' &&
      errorsOf(answer, what).some(({ code }) => code === 'environment-section'),
  },
  {
    name: 'filter-of-nothing',
    explains: ({ what }, { line, tyto }) =>
      what.includes('error of output') &&
      line.includes('filter') &&
      errorsOf(tyto, what).some(({ path }) => path.includes('.filter[0]')),
  },
  {
    name: 'names-of-types-in-service',
    explains: ({ what, heat }, { heat: answer }) =>
      what === 'status' &&
      heat === 'REFUSED' &&
      /Resource Type \((?:OS::Ceilometer::\w+|AWS::CloudWatch::Alarm)\) could/.test(textAt(answer, 'error')),
  },
  {
    name: 'snapshot-of-nothing',
    explains: ({ what, tyto }, { heat: answer, line }) =>
      what === 'status' &&
      tyto === 'VALID' &&
      line.includes('OS::Heat::None') &&
      textAt(answer, 'error').includes('deletion policy not supported'),
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
  },
  {
    name: 'immutable-as-written',
    explains: ({ what, tyto }, { heat: answer }) =>
      what === 'after status' &&
      tyto === 'UPDATE_COMPLETE' &&
      (textAt(answer, 'type') === 'ImmutableParameterModified' ||
        textAt(answer, 'reason').startsWith('ImmutableParameterModified: ')),
  },
  {
    name: 'nested-seen-with-nulls',
    explains: ({ what, heat, tyto }, { heat: answer }) =>
      isStatus(what) &&
      String(heat).endsWith('_FAILED') &&
      String(tyto).endsWith('_COMPLETE') &&
      /StackValidationFailed: resources\.(?:[^:]*\.resources)?([^:]+): Property error: \1\.resources/.test(
        textAt(answer, 'reason'),
      ),
  },
  {
    name: 'merge-over-json-text',
    explains: ({ what, heat }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      line.includes('parameter_merge_strategies') &&
      /^'str' object (?:does not support item assignment|has no attribute 'get')$/.test(textAt(answer, 'error')),
  },
  {
    name: 'label-that-is-no-text',
    explains: ({ what, heat, tyto }) => what === 'parameters' && equalValues(withOnlyTexts(heat), tyto),
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
  },
  {
    name: 'error-without-words',
    explains: ({ what, heat, tyto }) =>
      what.includes('error of output') && heat === null && /is given an empty list and no default/.test(String(tyto)),
  },
  {
    name: 'text-of-sequence',
    explains: ({ what, heat }) => /output/.test(what) && /<\w+ object at 0x[0-9a-f]+>/.test(pieces(heat)),
  },
  {
    name: 'keys-of-yaql',
    explains: ({ what, heat }, { line }) =>
      what.includes('error of output') &&
      /must be str, not (?:int|float|bool|NoneType)/.test(String(heat)) &&
      line.includes('yaql'),
  },
  {
    name: 'failing-test-resource',
    explains: ({ what }, { heat }) => isStatus(what) && textAt(heat, 'reason').includes('Test Resource failed'),
  },
  {
    name: 'outputs-of-deployments',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours, line }) =>
      /OS::Heat::S\w+Deployment/.test(line) &&
      (/Software config with id \S* not found/.test(`${pieces(heat)} ${textAt(answer, 'reason')}`) ||
        (isStatus(what) && errorsOf(ours, what).some(({ code }) => code === 'value-unknown')) ||
        (what.includes('error of output') && /^Output ".*" waits for /s.test(String(tyto)))),
  },
  {
    name: 'set-of-yaql',
    explains: ({ what, heat }, { heat: answer, line }) =>
      line.includes('yaql') &&
      /contains an item that is not a list: \[/.test(
        isStatus(what) ? `${textAt(answer, 'error')} ${textAt(answer, 'reason')}` : pieces(heat),
      ),
  },
  {
    name: 'views-of-maps',
    explains: ({ what, heat }, { line }) =>
      what.includes('error of output') &&
      heat === 'The values of the "for_each" argument to "repeat" must be lists or maps' &&
      /\.(?:items|keys|values)\(\)/.test(line),
  },
  {
    name: 'override-that-spreads',
    explains: ({ what }, { line }) =>
      /^(?:after )?(?:output |error of output |resources$|replaced$)|^preview /.test(what) && overridesOwnType(line),
  },
  {
    name: 'properties-of-what-is-taken-in',
    explains: ({ what, heat, tyto }, { tyto: answer, line }) =>
      (isStatus(what) &&
        String(heat).endsWith('_COMPLETE') &&
        tyto === 'REFUSED' &&
        hasOnly(errorsOf(answer, what), ({ path }) => isOfTakenIn(line, what, path))) ||
      (what.includes('error of output') && lacksOfTakenIn(line, what, String(heat))),
  },
  ...cloudDifferences,
  ...yamlDifferences,
  {
    // The broadest: only what nothing else explains.
    name: 'when-told',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours }) =>
      isStatus(what) && isFailure(heat) && isFailure(tyto) && !refusesWhatCloudGot(answer, ours),
  },
];
