import { facadeParts } from '../facade-part.ts';
import type { Snippet } from '../snippet.ts';
import { isList, type Value } from '../value.ts';
import type { FunctionEntry } from './function-entry.ts';
import { getParam } from './get-param.ts';
import { getResource } from './get-resource.ts';
import { listJoin } from './list-join.ts';
import { resourceFacade } from './resource-facade.ts';
import { formOf, wantList } from './shape.ts';
import { strReplace } from './str-replace.ts';
import { strSplit } from './str-split.ts';

const until = '2014-10-16';

/** The functions of CloudFormation that only the first version of HOT has. Heat: `cfn/functions.py`. */
export const ref: FunctionEntry = {
  ...getParam,
  name: 'Ref',
  summary: 'The value of a parameter, or what stands for a resource',
  until,
  example: 'Ref: NAME',
  call(argument, context) {
    const isResource = typeof argument === 'string' && context.scope?.names.resources.includes(argument);
    return (isResource ? getResource : getParam).call(argument, context);
  },
};

export const fnJoin: FunctionEntry = {
  ...listJoin,
  name: 'Fn::Join',
  until,
  example: 'Fn::Join: [SEPARATOR, [TEXT, …]]',
};

export const fnSplit: FunctionEntry = {
  ...strSplit,
  name: 'Fn::Split',
  since: '2013-05-23',
  until,
  kept: 2,
  example: 'Fn::Split: [SEPARATOR, TEXT]',
  shape: (argument) => wantList(argument, 2, 2),
  call(argument, context) {
    const [separator = null, text = null] = isList(argument) ? argument : [];
    if (typeof separator === 'string' && typeof text === 'string') return strSplit.call([separator, text], context);
    return context.fail(`"${context.name}" takes a separator and a text, not ${context.show(argument)}`);
  },
};

export const fnReplace: FunctionEntry = {
  ...strReplace,
  name: 'Fn::Replace',
  until,
  example: 'Fn::Replace: [{NAME: VALUE, …}, TEXT]',
  shape: wantParamsAndTemplate,
  call(argument, context) {
    const [params = null, template = null] = isList(argument) ? argument : [];
    return strReplace.call(
      new Map<string, Value>([
        ['template', template],
        ['params', params],
      ]),
      context,
    );
  },
};

function wantParamsAndTemplate(argument: Snippet): string | undefined {
  const [params] = argument.kind === 'list' ? argument.items : [];
  if (params?.kind === 'map' || params?.kind === 'call') return wantList(argument, 2, 2);
  return wantList(argument, 2, 2) ?? (params && `takes a map before the text, not ${formOf(params)}`);
}

export const fnBase64: FunctionEntry = {
  name: 'Fn::Base64',
  summary: 'The text itself; nothing is converted',
  since: '2013-05-23',
  until,
  example: 'Fn::Base64: TEXT',
  call: (argument, context) =>
    typeof argument === 'string'
      ? argument
      : context.fail(`"${context.name}" takes a text, not ${context.show(argument)}`),
};

export const fnGetAzs: FunctionEntry = {
  name: 'Fn::GetAZs',
  summary: 'The availability zones; here there is one',
  since: '2013-05-23',
  until,
  example: 'Fn::GetAZs: REGION',
  call: () => ['nova'],
};

const facadeNames = ['Metadata', 'DeletionPolicy', 'UpdatePolicy'];

export const fnResourceFacade: FunctionEntry = {
  ...resourceFacade,
  name: 'Fn::ResourceFacade',
  until,
  example: 'Fn::ResourceFacade: Metadata',
  shape: (argument) =>
    argument.kind === 'literal' && facadeNames.some((name) => name === argument.value)
      ? undefined
      : `takes one of ${facadeNames.join(', ')}`,
  call(argument, context) {
    const part = facadeParts[typeof argument === 'string' ? facadeNames.indexOf(argument) : -1];
    return resourceFacade.call(part ?? null, context);
  },
};
