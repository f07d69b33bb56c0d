import { type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import type { RegistryEntry } from '../hot/environment.ts';
import type { ParameterSchema, ParameterType } from '../hot/parameter.ts';
import type { Template } from '../hot/template.ts';
import { resolveType } from '../plan/resolve-type.ts';
import type { PropertyType } from '../resource/property-schema.ts';
import { resourceType } from '../resource/resource-types.ts';
import type { ResourceRequest } from './resource-request.ts';

/** What whoever uses a type may count on. */
interface Interface {
  readonly name: string;
  readonly properties: ReadonlyMap<string, { readonly type: PropertyType; readonly required: boolean }>;
  readonly attributes: readonly string[];
}

/**
 * Why a template cannot stand for a type that exists without it: it takes what the type takes, and gives what that gives.
 * `entry` is the registry's that led to the template; a type that is mapped to another leaves nothing that the template
 * stands for. Heat: `template_resource.py`, validate and _validate_against_facade, 19.0. A property of any type has no
 * parameter that fits; Heat fails on it with a KeyError.
 */
export function checkFacade(request: ResourceRequest, template: Template, entry: RegistryEntry): readonly Diagnostic[] {
  const facade = facadeOf(request, entry);
  if (facade === undefined) return [];
  const provider = interfaceOf(template, request);
  const { name } = facade;
  const details = request.place.type();
  const tell = (message: string, expected: string): Diagnostic =>
    problem('template-facade', `${template.file} cannot stand for ${name}: ${message}`, { ...details, expected });
  const problems: Diagnostic[] = [];
  for (const [property, { type, required }] of facade.properties) {
    const own = provider.properties.get(property);
    const wanted = parameterFor[type];
    if (own === undefined) {
      if (required) problems.push(tell(`it has no parameter "${property}"`, `a parameter "${property}"`));
    } else if (wanted === undefined) {
      problems.push(tell(`no parameter can be its property "${property}"`, 'a template under a name of its own'));
    } else if (own.type !== wanted[0]) {
      problems.push(tell(`its parameter "${property}" is of another type`, `the type ${wanted[1]}`));
    }
  }
  for (const [property, { required }] of provider.properties) {
    if (!required || facade.properties.has(property)) continue;
    const message = `it needs the parameter "${property}", which ${name} does not have`;
    problems.push(tell(message, `a default for "${property}"`));
  }
  for (const attribute of facade.attributes) {
    if (attribute === 'show' || provider.attributes.includes(attribute)) continue;
    problems.push(tell(`it has no output "${attribute}"`, `an output "${attribute}"`));
  }
  return problems;
}

/** The property that a parameter of each type is. Heat: `properties.py`, Schema.from_parameter. */
const propertyOf: Readonly<Record<ParameterType, PropertyType>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  comma_delimited_list: 'list',
  json: 'map',
};

/** The property that is taken for one of a type, and its parameter. Heat: Schema.allowed_param_prop_type. */
const parameterFor: Readonly<Record<PropertyType, readonly [PropertyType, ParameterType] | undefined>> = {
  string: ['string', 'string'],
  integer: ['number', 'number'],
  number: ['number', 'number'],
  boolean: ['boolean', 'boolean'],
  list: ['list', 'comma_delimited_list'],
  map: ['map', 'json'],
  any: undefined,
};

/** What the type would be without the entry of the registry; undefined where it would be nothing. */
function facadeOf(request: ResourceRequest, except: RegistryEntry): Interface | undefined {
  const { stack, type, names, place } = request;
  const { environment, templates, files } = stack.rendering.stack;
  const { file } = stack.template;
  const use = { type, file, names, at: place.type().at, unbound: stack.unbound, except, files };
  const found = resolveType(environment.registry, use);
  switch (found.kind) {
    case 'Diagnostic':
      return undefined;
    case 'type':
      return resourceType(found.name);
    case 'template': {
      const template = templates.template(found.path, found.at, 'resource_registry');
      return template === undefined ? undefined : interfaceOf(template, request);
    }
  }
}

function interfaceOf({ file, parameters, outputs }: Template, { stack }: ResourceRequest): Interface {
  const { parameterDefaults } = stack.rendering.stack.environment;
  const isRequired = ({ name, default: own }: ParameterSchema): boolean =>
    (parameterDefaults.get(name)?.value ?? own ?? null) === null;
  return {
    name: file,
    properties: new Map(
      [...parameters.values()].map((each) => [each.name, { type: propertyOf[each.type], required: isRequired(each) }]),
    ),
    attributes: [...outputs.keys()],
  };
}
