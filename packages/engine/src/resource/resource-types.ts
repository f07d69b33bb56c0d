import heatTypes from './heat-types.json' with { type: 'json' };
import { type PropertySchema, propertySchemas, type SupportFacts, type TypeFacts } from './property-schema.ts';
import { withoutAlias } from './type-aliases.ts';

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
  /** Waits and fails as it is told, to try out plans. */
  | 'test'
  /** Makes a value when it is created. */
  | 'generated'
  /** Waits for time to pass while the run goes on. */
  | 'delay'
  /** Takes signals, by `tyto signal`. */
  | 'wait-handle'
  /** Waits in the run for signals on a handle. */
  | 'wait-condition'
  /** Stands for others; expanded when the plan is rendered. */
  | 'group'
  /** Known by its schema alone: it is checked and previewed, and nothing here can make one. */
  | 'foreign';

export interface ResourceType {
  readonly name: string;
  readonly role: ResourceRole;
  readonly properties: ReadonlyMap<string, PropertySchema>;
  /** In the order of the schema; `show`, which every type has, is the last. */
  readonly attributes: readonly string[];
  /** Whether any property is taken as it is (OS::Heat::None, and what became of types that are no more). */
  readonly anyProperties: boolean;
  /** Why the type is not to be used in new templates; absent for most. */
  readonly support?: SupportFacts;
}

/** What Tyto itself brings about. Every other type of Heat's is `foreign`. */
const roles: Readonly<Record<string, ResourceRole>> = {
  'AWS::CloudFormation::WaitCondition': 'wait-condition',
  'AWS::CloudFormation::WaitConditionHandle': 'wait-handle',
  'OS::Heat::CloudConfig': 'config',
  'OS::Heat::Delay': 'delay',
  'OS::Heat::DeployedServer': 'server',
  'OS::Heat::MultipartMime': 'config',
  'OS::Heat::None': 'value',
  'OS::Heat::RandomString': 'generated',
  'OS::Heat::ResourceChain': 'group',
  'OS::Heat::ResourceGroup': 'group',
  'OS::Heat::SoftwareComponent': 'config',
  'OS::Heat::SoftwareConfig': 'config',
  'OS::Heat::SoftwareDeployment': 'deployment',
  'OS::Heat::SoftwareDeploymentGroup': 'group',
  'OS::Heat::SoftwareDeployments': 'group',
  'OS::Heat::Stack': 'group',
  'OS::Heat::StructuredConfig': 'config',
  'OS::Heat::StructuredDeployment': 'deployment',
  'OS::Heat::StructuredDeploymentGroup': 'group',
  'OS::Heat::StructuredDeployments': 'group',
  'OS::Heat::TestResource': 'test',
  'OS::Heat::UpdateWaitConditionHandle': 'wait-handle',
  'OS::Heat::Value': 'value',
  'OS::Heat::WaitCondition': 'wait-condition',
  'OS::Heat::WaitConditionHandle': 'wait-handle',
};

/** Types that take anything and do nothing. Heat 19.0: `none_resource.py` and the classes made of it. */
const placeholders: ReadonlySet<string> = new Set([
  'OS::Aodh::CombinationAlarm',
  'OS::Designate::Domain',
  'OS::Designate::Record',
  'OS::Heat::HARestarter',
  'OS::Heat::None',
  'OS::Magnum::Bay',
]);

/** Heat 19.0's own schemas by type, as its engine tells them. */
const allFacts: ReadonlyMap<string, TypeFacts> = new Map(Object.entries<TypeFacts>(heatTypes));

const known = new Map<string, ResourceType>();

/**
 * The resource type of a name; undefined where there is none. Its schema is read when it is first asked for; an older name
 * of Heat's has that of the newer one.
 */
export function resourceType(name: string): ResourceType | undefined {
  const found = known.get(name);
  if (found !== undefined) return found;
  const meant = withoutAlias(name);
  const facts = allFacts.get(meant);
  if (facts === undefined) return undefined;
  const type: ResourceType = Object.freeze({
    name,
    role: roles[meant] ?? (placeholders.has(meant) ? 'value' : 'foreign'),
    properties: propertySchemas(facts.properties),
    attributes: [...Object.keys(facts.attributes), 'show'],
    anyProperties: placeholders.has(meant),
    ...(facts.support === undefined ? {} : { support: facts.support }),
  });
  known.set(name, type);
  return type;
}

/** Names of all types, for "did you mean". */
export function resourceTypeNames(): readonly string[] {
  return [...allFacts.keys()];
}
