import type { FunctionNames } from '../parse-snippet.ts';
import { atLeast, type TemplateVersion } from '../version.ts';

/** A few functions, so that tests of reading need no table of all. */
export function someFunctions(version: TemplateVersion): FunctionNames {
  const values = ['get_param', 'get_attr', 'get_resource', 'list_join', 'str_replace'];
  if (!atLeast(version, '2016-10-14')) return { values: new Set(values), conditions: new Set() };
  const conditions = ['get_param', 'equals', 'not', 'and', 'or'];
  if (atLeast(version, '2017-09-01')) conditions.push('yaql', 'contains');
  return { values: new Set([...values, 'if', 'yaql']), conditions: new Set(conditions) };
}
