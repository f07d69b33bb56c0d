import { type JsonObject, parameterForms, toJson } from './json-schema-forms.ts';
import type { ParameterSchema } from './parameter.ts';
import type { ParameterGroup, Template } from './template.ts';

/**
 * JSON Schema (2020-12) of the values that a template's parameters take, for forms and editors. `x-type` is HOT's own
 * type, `x-groups` the parameter groups, `x-immutable`, `x-tags`, `x-pattern`, `x-modulo` and `x-custom-constraints` the
 * rest of a definition; the default of a hidden parameter is left out.
 *
 * What it accepts HOT accepts, but for what JSON Schema cannot say: custom constraints, and `modulo` with an offset. HOT
 * accepts more: null where there is a default, JSON as text, a list or map as text, numbers as booleans or as text where
 * they are constrained, and words that mean numbers (`nan`, digits of other scripts).
 */
export function parametersToJsonSchema(template: Template): JsonObject {
  const schemas = [...template.parameters.values()];
  const required = schemas.filter((schema) => schema.default === undefined).map((schema) => schema.name);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    ...(template.description === undefined ? {} : { description: template.description }),
    properties: Object.fromEntries(schemas.map((schema) => [schema.name, parameterToJsonSchema(schema)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
    ...(template.parameterGroups.length === 0 ? {} : { 'x-groups': template.parameterGroups.map(groupToJson) }),
  };
}

function parameterToJsonSchema(schema: ParameterSchema): JsonObject {
  const [only, ...more] = parameterForms(schema);
  const customs = schema.constraints.flatMap((each) => (each.kind === 'custom_constraint' ? [each.name] : []));
  const hasDefault = schema.default !== undefined && !schema.hidden;
  return {
    ...(schema.label === undefined ? {} : { title: schema.label }),
    ...(schema.description === undefined ? {} : { description: schema.description }),
    ...(more.length === 0 ? only : { anyOf: [only ?? {}, ...more] }),
    ...(hasDefault ? { default: toJson(schema.default) } : {}),
    ...(schema.hidden ? { writeOnly: true } : {}),
    'x-type': schema.type,
    ...(customs.length === 0 ? {} : { 'x-custom-constraints': customs }),
    ...(schema.immutable ? { 'x-immutable': true } : {}),
    ...(schema.tags.length === 0 ? {} : { 'x-tags': schema.tags }),
  };
}

function groupToJson(group: ParameterGroup): JsonObject {
  return {
    ...(group.label === undefined ? {} : { label: group.label }),
    ...(group.description === undefined ? {} : { description: group.description }),
    parameters: group.parameters,
  };
}
