import type { Constraint } from '../hot/parameter.ts';
import { Float, type Value } from '../hot/value.ts';

/** A resource type as its facts are written down (Heat's schemas in JSON). */
export interface TypeFacts {
  readonly properties: Readonly<Record<string, PropertyFacts>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly support?: SupportFacts;
}

/** That something is no longer to be used, or never was: in Heat's words. Absent for what is supported. */
export interface SupportFacts {
  readonly status: string;
  readonly message?: string;
}

export type PropertyType = 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map' | 'any';

export interface PropertyFacts {
  readonly type: string;
  readonly required?: boolean;
  readonly default?: Json;
  readonly update_allowed?: boolean;
  readonly immutable?: boolean;
  readonly constraints?: readonly ConstraintFacts[];
  /** Of a map: its keys. Of a list: one entry `*`, its items. */
  readonly schema?: Readonly<Record<string, PropertyFacts>>;
  readonly support?: SupportFacts;
  /** False where Heat knows the property by name only and refuses it. */
  readonly implemented?: boolean;
  /** The property beside it that has its value in its stead: a translation rule of Heat's. */
  readonly replaced_by?: string;
}

interface ConstraintFacts {
  readonly allowed_values?: readonly Json[];
  readonly allowed_pattern?: string;
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly length?: { readonly min?: number; readonly max?: number };
  readonly custom_constraint?: string;
  /** What is told in the place of the constraint. */
  readonly description?: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What one property of a type takes. Heat: `heat/engine/properties.py`, wallaby. */
export interface PropertySchema {
  readonly type: PropertyType;
  readonly required: boolean;
  /** Absent where there is none: null is not a default in Heat. */
  readonly default?: Value;
  /** Whether a change is made in place; otherwise it replaces. */
  readonly updateAllowed: boolean;
  /** A change is refused. */
  readonly immutable?: boolean;
  /** The property is known by name only, and refused. */
  readonly unimplemented?: boolean;
  readonly constraints: readonly Constraint[];
  readonly entries?: PropertySchemas;
  readonly items?: PropertySchema;
  readonly support?: SupportFacts;
  readonly replacedBy?: string;
}

export type PropertySchemas = ReadonlyMap<string, PropertySchema>;

const types: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean', 'list', 'map', 'any']);

function isPropertyType(name: string): name is PropertyType {
  return types.has(name);
}

/** Reads a property's facts. Throws where the facts themselves are wrong: they are ours. */
function propertySchema(facts: PropertyFacts): PropertySchema {
  if (!isPropertyType(facts.type)) throw new Error(`no property type ${facts.type}`);
  const nested = facts.schema;
  return {
    type: facts.type,
    required: facts.required === true,
    ...(facts.default === undefined || facts.default === null ? {} : { default: valueOfJson(facts.default) }),
    updateAllowed: facts.update_allowed === true,
    constraints: (facts.constraints ?? []).map(constraint),
    ...(facts.immutable === true ? { immutable: true } : {}),
    ...(facts.implemented === false ? { unimplemented: true } : {}),
    ...(nested === undefined ? {} : nestedSchema(facts.type, nested)),
    ...(facts.support === undefined ? {} : { support: facts.support }),
    ...(facts.replaced_by === undefined ? {} : { replacedBy: facts.replaced_by }),
  };
}

function nestedSchema(type: PropertyType, nested: Readonly<Record<string, PropertyFacts>>) {
  const any = nested['*'];
  if (type === 'list') return any === undefined ? {} : { items: propertySchema(any) };
  return { entries: propertySchemas(nested) };
}

export function propertySchemas(facts: Readonly<Record<string, PropertyFacts>>): PropertySchemas {
  return new Map(Object.entries(facts).map(([name, each]) => [name, propertySchema(each)]));
}

function constraint(facts: ConstraintFacts): Constraint {
  const described = facts.description === undefined ? {} : { description: facts.description };
  if (facts.allowed_values !== undefined)
    return { kind: 'allowed_values', values: facts.allowed_values.map(valueOfJson), ...described };
  if (facts.allowed_pattern !== undefined)
    return { kind: 'allowed_pattern', pattern: facts.allowed_pattern, ...described };
  if (facts.range !== undefined) return { kind: 'range', ...facts.range, ...described };
  if (facts.length !== undefined) return { kind: 'length', ...facts.length, ...described };
  if (facts.custom_constraint !== undefined)
    return { kind: 'custom_constraint', name: facts.custom_constraint, ...described };
  throw new Error(`no constraint ${Object.keys(facts).join(', ')}`);
}

function valueOfJson(json: Json): Value {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return Number.isInteger(json) ? json : new Float(json);
  if (isJsonList(json)) return json.map(valueOfJson);
  return new Map(Object.entries(json).map(([key, each]) => [key, valueOfJson(each)]));
}

function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
