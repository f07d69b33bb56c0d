import type { ParameterType } from './parameter.ts';
import type { Value } from './value.ts';

/** What a null property becomes as a nested stack's parameter. Heat: `properties.py`, Property.get_value, wallaby. */
export const emptyValues: Readonly<Record<ParameterType, Value>> = {
  string: '',
  number: 0,
  boolean: false,
  comma_delimited_list: [],
  json: new Map(),
};
