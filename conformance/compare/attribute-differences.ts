import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import { isList, isMap, type Value } from '../../packages/engine/src/hot/value.ts';
import { type AnsweredError, errorsOf, errorText, isFailure, isStatus, pieces, textAt } from './answer-parts.ts';
import { changeParts, changeTemplates } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';
import {
  asksForLostAttribute,
  hasLostAttribute,
  hasPathsOfOneName,
  withoutLostAttributes,
  withoutPathsOfOneName,
} from './odd-attributes.ts';
import { withNoneFor, withoutTold } from './take-away.ts';
import { asksThroughTakenIn, isOfTakenIn, lacksOfTakenIn, withoutPropertiesOfTakenIn } from './taken-in.ts';
import { typeOfValue } from './type-of-value.ts';

/** What differs in resources' metadata, attributes and references. */
export const attributeDifferences: readonly KnownDifference[] = [
  typeOfValue,
  {
    name: 'metadata-without-map',
    explains: ({ what, tyto }, { tyto: answer }) =>
      isStatus(what) && isFailure(tyto) && errorsOf(answer, what).some(isOfMetadata),
    without: (difference, asked) => withoutTold(difference, asked, isOfMetadata),
  },
  {
    name: 'attributes-in-metadata',
    explains: ({ what }, { line }) => asksForLostAttribute(what, line),
    without: (_, { line }) => withoutLostAttributes(line),
  },
  {
    name: 'metadata-of-what-goes',
    explains: ({ what, heat, tyto }, { heat: answer, line }) =>
      what === 'after status' &&
      heat === 'UPDATE_FAILED' &&
      tyto === 'UPDATE_COMPLETE' &&
      /^The Referenced Attribute \(.*\) is incorrect\.$/.test(textAt(answer, 'reason')) &&
      hasLostAttribute(line),
    without: (_, { line }) => withoutLostAttributes(line),
  },
  {
    name: 'number-in-path',
    explains: ({ what }, { line }) => /^(?:after )?output /.test(what) && hasPathsOfOneName(line, what),
    without: (_, { line }) => withoutPathsOfOneName(line),
  },
  {
    name: 'way-into-attribute',
    explains: ({ what, tyto }, { tyto: answer }) =>
      isStatus(what) && tyto === 'REFUSED' && errorsOf(answer, what).some(isOfWay),
    without: (difference, asked) => withoutTold(difference, asked, isOfWay, (path) => wayInto.exec(path)?.[0] ?? path),
  },
  {
    name: 'number-asked-in-update',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours }) =>
      what === 'after status' &&
      heat === 'UPDATE_COMPLETE' &&
      tyto === 'REFUSED' &&
      /'(?:float|int)' object has no attribute 'startswith'/.test(errorText(answer)) &&
      errorsOf(ours, what).some(isOfAttributeName),
    without: (difference, asked) =>
      withoutTold(difference, asked, isOfAttributeName, (path) => /^.*\.get_attr/.exec(path)?.[0] ?? path),
  },
  {
    name: 'reference-in-output',
    explains: ({ what, tyto }, { tyto: answer, line }) =>
      isStatus(what) &&
      tyto === 'REFUSED' &&
      line.includes('get_resource') &&
      errorsOf(answer, what).some(isOfReference),
    without: (difference, asked) =>
      withoutTold(difference, asked, isOfReference, (path) => /^outputs(?:\.[^.[]+|\[".*?"\])/.exec(path)?.[0] ?? path),
  },
  {
    name: 'properties-of-what-is-taken-in',
    explains: ({ what, heat, tyto }, { tyto: answer, line }) =>
      (isStatus(what) && isFailure(tyto) && errorsOf(answer, what).some(({ path }) => isOfTakenIn(line, what, path))) ||
      (what.includes('error of output') && lacksOfTakenIn(line, what, String(heat))) ||
      asksThroughTakenIn(line, what),
    without: (_, { line }) => withoutPropertiesOfTakenIn(line),
  },
  {
    name: 'outputs-of-deployments',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours, line }) =>
      /OS::Heat::S\w+Deployment/.test(line) &&
      (/Software config with id .* not found/.test(`${pieces(heat)} ${textAt(answer, 'reason')}`) ||
        (isStatus(what) && errorsOf(ours, what).some(({ code }) => code === 'value-unknown')) ||
        (what.includes('error of output') && /^Output ".*" waits for /s.test(String(tyto)))),
    without: (_, { line }) => withNoneFor(line, /^OS::Heat::S\w+Deployment/),
  },
  {
    name: 'show-of-deployed-server',
    explains: ({ what, heat }, { heat: answer, line }) =>
      line.includes('OS::Heat::DeployedServer') &&
      /'NoneType' object has no attribute 'setdefault'$/.test(
        isStatus(what) ? textAt(answer, 'reason') : what.includes('error of output') ? String(heat) : '',
      ),
    without: (_, { line }) => withoutShow(line),
  },
  {
    name: 'signals-of-handles',
    explains: ({ what, heat, tyto }) =>
      /^(?:after )?output /.test(what) && equalValues(withoutSignals(heat), withoutSignals(tyto)),
  },
];

/** A value with the same wherever either tells by what to signal to a handle: Heat by a URL and a token, Tyto by a command. */
function withoutSignals(value: Value): Value {
  return changeParts(value, (part) => {
    if (typeof part !== 'string') return part;
    if (part === 'adomainusertoken' || part === signalUrl) return null;
    return part
      .replaceAll(/\{"command":"tyto signal [^"]*"\}/g, 'null')
      .replaceAll(
        /tyto signal [\w./-]+(?: [\w./-]+)?|curl -i -X POST (?:-H '[^']*' )+http:\/\/server\.test:5000\/v3\/signal/g,
        'signal',
      );
  });
}

/** That of the oracle, which has no services. */
const signalUrl = 'http://server.test:5000/v3/signal';

/** The case in which nothing asks for the attribute `show`. */
function withoutShow(line: string): string {
  return changeTemplates(line, (template) =>
    changeParts(template, (part) => {
      const call = isMap(part) && part.size === 1 ? (part.get('get_attr') ?? null) : null;
      const isShow = isList(call) && call[1] === 'show';
      return isShow ? new Map([['get_attr', call.with(1, 'name')]]) : part;
    }),
  );
}

/** The path of a step that leads into an attribute. */
const wayInto = /^.*?\.get_attr\[(?:[2-9]|\d\d+)\]/;

function isOfMetadata({ code, path }: AnsweredError): boolean {
  return code === 'template-resource' && path.endsWith('.metadata');
}

function isOfWay({ path }: AnsweredError): boolean {
  return wayInto.test(path);
}

function isOfAttributeName({ code, path }: AnsweredError): boolean {
  return code === 'attribute-unknown' && path.endsWith('.get_attr[1]');
}

function isOfReference({ code, path }: AnsweredError): boolean {
  return /^(?:name-unknown|resource-absent)$/.test(code) && path.startsWith('outputs') && path.includes('get_resource');
}
