import { heatTypes } from './heat-types.ts';
import { type PropertySchema, propertySchemas } from './property-schema.ts';

/** What a resource of a type is to the engine. */
export type ResourceRole =
  /** Content that deployments run: nothing is done for it anywhere. */
  | 'config'
  /** Runs a config on a node. */
  | 'deployment'
  /** A node that is there already. */
  | 'server'
  /** Exists in the graph alone. */
  | 'value'
  /** Makes a value when it is created. */
  | 'generated'
  /** Stands for others; expanded when the plan is rendered. */
  | 'group';

export interface ResourceType {
  readonly name: string;
  readonly role: ResourceRole;
  readonly properties: ReadonlyMap<string, PropertySchema>;
  readonly attributes: readonly string[];
  /** Whether any property is taken as it is (OS::Heat::None). */
  readonly anyProperties: boolean;
}

const roles: Readonly<Record<string, ResourceRole>> = {
  'OS::Heat::DeployedServer': 'server',
  'OS::Heat::None': 'value',
  'OS::Heat::RandomString': 'generated',
  'OS::Heat::ResourceGroup': 'group',
  'OS::Heat::SoftwareComponent': 'config',
  'OS::Heat::SoftwareConfig': 'config',
  'OS::Heat::SoftwareDeployment': 'deployment',
  'OS::Heat::SoftwareDeploymentGroup': 'group',
  'OS::Heat::StructuredConfig': 'config',
  'OS::Heat::StructuredDeployment': 'deployment',
  'OS::Heat::StructuredDeploymentGroup': 'group',
  'OS::Heat::Value': 'value',
};

const known = new Map<string, ResourceType>();

/** The resource type of a name; undefined where Tyto can't apply such a type. */
export function resourceType(name: string): ResourceType | undefined {
  const found = known.get(name);
  if (found !== undefined) return found;
  const role = roles[name];
  const facts = heatTypes[name];
  if (role === undefined || facts === undefined) return undefined;
  const type: ResourceType = Object.freeze({
    name,
    role,
    properties: propertySchemas(facts.properties),
    attributes: Object.keys(facts.attributes),
    anyProperties: name === 'OS::Heat::None',
  });
  known.set(name, type);
  return type;
}

/** Names of all types that can be applied, for "did you mean". */
export function resourceTypeNames(): readonly string[] {
  return Object.keys(roles);
}
