import type { ParameterType } from '../hot/parameter.ts';
import { pythonStr } from '../hot/print-value.ts';
import { isList, isMap, type List, Tainted, Unknown, type Value } from '../hot/value.ts';
import { coerceProperty } from '../resource/coerce-property.ts';
import type { Misfit } from '../resource/misfit.ts';
import type { PropertySchema, PropertyType } from '../resource/property-schema.ts';

const propertyTypes: Readonly<Record<ParameterType, PropertyType>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  comma_delimited_list: 'list',
  json: 'map',
};

/**
 * What a nested stack's parameter is given of a resource's property: first read as a property of the parameter's type,
 * then, where it is a list, as the text that joins its items by commas. Misfits are pushed. What is not known yet, and
 * secrets, stay what they are. Heat: `properties.py`, from_parameter; `template_resource.py`, child_params; 19.0.
 */
export function passedValue(type: ParameterType, value: Value, misfits: Misfit[]): Value {
  if (value instanceof Unknown || value instanceof Tainted) return value;
  // A list may go to a map's parameter, and a text to either: the parameter reads it.
  if (type === 'json' && (typeof value === 'string' || isList(value))) return value;
  if (type === 'comma_delimited_list' && typeof value === 'string') return value;
  const read = coerceProperty(schemaOf(type), value, misfits);
  return type === 'comma_delimited_list' && isList(read) ? joined(read, misfits) : read;
}

function schemaOf(type: ParameterType): PropertySchema {
  return {
    type: propertyTypes[type],
    required: false,
    updateAllowed: true,
    constraints: [],
  };
}

function joined(list: List, misfits: Misfit[]): Value {
  if (list.some((item) => item instanceof Unknown || item instanceof Tainted)) return list;
  const [first = null] = list;
  const items = isMap(first) ? list.flatMap(flattened) : list.map((item) => item ?? '');
  const odd = items.findIndex((item) => typeof item !== 'string');
  if (odd < 0) return items.join(',');
  misfits.push({ path: [odd], message: 'A list for a parameter holds what is no text', expected: 'a list of texts' });
  return list;
}

/** A map in a list becomes a text for each of its entries; beside maps nothing else may stand. */
function flattened(item: Value, index: number): Value[] {
  return isMap(item) ? [...item].map(([key, value]) => `.member.${index}.${key}=${pythonStr(value)}`) : [null];
}
