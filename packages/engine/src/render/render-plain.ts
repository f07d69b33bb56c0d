import { type Diagnostic, hasErrors, type Position, problem, warning } from '../diagnostics/diagnostic.ts';
import { containsUnknown } from '../hot/marks.ts';
import { Failure } from '../hot/scope.ts';
import { Unknown, type Value, type ValueMap } from '../hot/value.ts';
import { assembledText, type ContentsOf, isAssembled } from '../resource/assembled-config.ts';
import { advice, checkProperties } from '../resource/check-properties.ts';
import { configDigest } from '../resource/config-value.ts';
import { readSoftwareConfig } from '../resource/read-software-config.ts';
import { type ResourceType, resourceType } from '../resource/resource-types.ts';
import { launchType } from '../resource/scaled-members.ts';
import type { SoftwareConfig } from '../resource/software-config.ts';
import { noAttribute } from './attribute-problem.ts';
import { handleAttribute } from './handle-attribute.ts';
import { renderAdopted } from './render-adopted.ts';
import type { Rendered } from './rendered.ts';
import { type Rendering, tell } from './rendering.ts';
import { checkPlace, placedNode, type ResourceRequest } from './resource-request.ts';
import { unknownType } from './unknown-type.ts';
import { exceeds, inlineLimit, measureResiduals, measureValue, valueLimit } from './value-measure.ts';

/** What every deployment has beside the outputs that its config declares. Heat: `software_deployment.py`, wallaby. */
const deploymentAttributes = ['deploy_stdout', 'deploy_stderr', 'deploy_status_code'];

/**
 * Renders a resource of a type that is not expanded. Gives undefined, with the problems told, where there is no
 * such type or its properties do not fit it.
 */
export function renderPlain(request: ResourceRequest, typeName: string, mappedAt?: Position): Rendered | undefined {
  const { rendering } = request.stack;
  const type = resourceType(typeName);
  if (type === undefined) {
    tell(rendering, [unknownType(typeName, request.place.type(), mappedAt)]);
    return undefined;
  }
  if (request.externalId !== undefined) return renderAdopted(request, type);
  const checked = checkProperties(type, request.properties, checkPlace(request.place));
  tell(rendering, [...typeAdvice(request, type), ...checked.problems]);
  const known = rendering.isLenient === true ? (checked.value ?? new Map<string, Value>()) : checked.value;
  const properties = type.anyProperties ? new Map<string, Value>() : known;
  if (properties === undefined || isTooLarge(request, properties)) return undefined;
  if (hasErrors(checked.problems) && rendering.isLenient !== true) return undefined;
  const config = type.role === 'config' ? learnConfig(request, type, properties) : undefined;
  const rendered: Rendered = {
    address: request.address,
    place: request.place,
    node: Object.freeze({ kind: 'resource', ...placedNode(request), type: typeName, properties }),
    reference: () => referenceOf(request, type, properties, config),
    attribute: (name) => attributeOf(request, type, properties, name),
    ...(type.anyProperties ? { oddAttribute: () => null } : {}),
  };
  if (typeName === launchType) learnLaunchConfiguration(rendering, rendered);
  return rendered;
}

function learnLaunchConfiguration({ launchConfigurations, memory }: Rendering, rendered: Rendered): void {
  launchConfigurations.set(rendered.address, rendered);
  memory?.note({ kind: 'launch-configuration', rendered });
}

/** That Heat advises against a type, or that it does nothing there any more. */
function typeAdvice({ place }: ResourceRequest, { name, support }: ResourceType): readonly Diagnostic[] {
  if (support === undefined) return [];
  const details = { ...place.type(), ...advice(support) };
  return [warning('deprecated', `Resource type ${name} is ${support.status}`, details)];
}

function isTooLarge(request: ResourceRequest, properties: ValueMap): boolean {
  if (!exceeds(measureValue(properties), valueLimit)) return false;
  tell(request.stack.rendering, [
    problem('value-limit', 'The properties are too large or too deep to be written', {
      at: request.place.at,
      path: request.place.path,
      expected: `at most ${valueLimit.size} parts, ${valueLimit.depth} deep`,
    }),
  ]);
  return true;
}

/** Notes the content of a config; gives the digest of one whose content is wholly known. */
function learnConfig(request: ResourceRequest, type: ResourceType, properties: ValueMap): string | undefined {
  const { rendering } = request.stack;
  const contents: ContentsOf = (named) => configNamed(rendering, named);
  const text = isAssembled(type) ? assembledText(type, properties, contents) : undefined;
  if (text instanceof Failure) tell(rendering, located(text, request));
  const config = readSoftwareConfig(type, properties, contents);
  if (config === undefined) return undefined;
  const parts = isAssembled(type) ? [...properties.values(), config.scripts[0]?.config ?? null] : properties;
  const digest = containsUnknown(parts) ? undefined : configDigest(config);
  rendering.configsByAddress.set(request.address, config);
  if (digest !== undefined) rendering.configsByDigest.set(digest, config);
  rendering.memory?.note({ kind: 'config', address: request.address, config, digest });
  return digest;
}

/** The problems of what a resource is made of, at the resource. */
function located({ problems }: Failure, { place }: ResourceRequest): readonly Diagnostic[] {
  return problems.map((each) => ({ at: place.at, path: place.path, ...each }));
}

function referenceOf(
  { address }: ResourceRequest,
  { role }: ResourceType,
  properties: ValueMap,
  digest: string | undefined,
): Value {
  switch (role) {
    case 'config':
      return digest ?? new Unknown({ kind: 'reference', address });
    case 'server':
      return serverName(address, properties);
    case 'value':
    case 'delay':
    case 'wait-condition':
    case 'group':
      return address;
    case 'deployment':
    case 'generated':
    case 'wait-handle':
    case 'test':
    case 'foreign':
      return new Unknown({ kind: 'reference', address });
  }
}

function serverName(address: string, properties: ValueMap): Value {
  return properties.get('name') ?? address.split('/').at(-1) ?? address;
}

function attributeOf(
  request: ResourceRequest,
  type: ResourceType,
  properties: ValueMap,
  name: string | undefined,
): Value | Failure {
  if (type.anyProperties) return name === undefined ? new Map() : null;
  const names = attributeNames(request.stack.rendering, type, properties);
  if (name === undefined) {
    const all = (names ?? deploymentAttributes).filter((each) => each !== 'show');
    return new Map(all.map((each) => [each, attributeValue(request, type, properties, each)]));
  }
  if (names !== undefined && !names.includes(name) && !isOfMember(type, name))
    return noAttribute(request.address, name, names);
  return attributeValue(request, type, properties, name);
}

/** What a resource gives that has only what it was given; a TestResource calls it otherwise. Heat: `test_resource.py`, 19.0. */
function ownValue({ name: type, properties: schema }: ResourceType, properties: ValueMap, name: string): Value {
  const source = type === 'OS::Heat::TestResource' && name === 'output' ? 'value' : name;
  return properties.get(source) ?? schema.get(source)?.default ?? null;
}

/** Groups that nothing here can make have attributes of their members all the same. */
function isOfMember({ name: type, role }: ResourceType, name: string): boolean {
  return role === 'foreign' && name.startsWith('resource.') && /::(?:AutoScaling|Instance)Group$/.test(type);
}

/** The names of a resource's attributes; undefined for a deployment whose config is not known. */
function attributeNames(rendering: Rendering, type: ResourceType, properties: ValueMap): readonly string[] | undefined {
  if (type.role !== 'deployment') return type.attributes;
  const config = configNamed(rendering, properties.get('config'));
  if (config === undefined) return undefined;
  return [...config.outputs.map((output) => output.name), ...deploymentAttributes, 'show'];
}

/** The config that a deployment's property names. */
function configNamed(rendering: Rendering, named: Value | undefined): SoftwareConfig | undefined {
  if (typeof named === 'string') return rendering.configsByDigest.get(named);
  if (named instanceof Unknown && named.expression.kind === 'reference') {
    return rendering.configsByAddress.get(named.expression.address);
  }
  return undefined;
}

/** The text of a config that is made of its properties. */
function contentOf({ configsByAddress }: Rendering, address: string): Value {
  return configsByAddress.get(address)?.scripts[0]?.config ?? null;
}

function attributeValue(
  { address, stack }: ResourceRequest,
  type: ResourceType,
  properties: ValueMap,
  name: string,
): Value {
  if (name === 'show') return null;
  const later = new Unknown({ kind: 'attribute', address, path: [name] });
  switch (type.role) {
    case 'test':
    case 'value': {
      const value = ownValue(type, properties, name);
      return exceeds(measureResiduals(value), inlineLimit) ? later : value;
    }
    case 'server':
      return name === 'name' ? serverName(address, properties) : null;
    case 'config':
      return isAssembled(type) ? contentOf(stack.rendering, address) : (properties.get(name) ?? null);
    case 'deployment':
    case 'generated':
    case 'wait-condition':
    case 'foreign':
      return later;
    case 'wait-handle':
      return handleAttribute(stack.rendering.deployment, address, name, properties);
    case 'delay':
    case 'group':
      return null;
  }
}
