import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { isDeployAction } from './read-software-config.ts';
import type { ConfigScript, DeployAction, SoftwareConfig } from './software-config.ts';

/**
 * All inputs of a deployment by name: the config's declared ones, their defaults where the deployment gives none, then
 * what it gives beyond those. Heat: SoftwareDeployment._build_derived_inputs, wallaby.
 */
export function effectiveInputs(config: SoftwareConfig, properties: ValueMap): ValueMap {
  const given = properties.get('input_values') ?? null;
  const values: ValueMap = isMap(given) ? given : new Map();
  const inputs = new Map<string, Value>();
  for (const { name, default: other } of config.inputs)
    inputs.set(name, values.has(name) ? (values.get(name) ?? null) : other);
  for (const [name, value] of values) if (!inputs.has(name)) inputs.set(name, value);
  return inputs;
}

/**
 * The script that a deployment runs at a moment of its life and its place among the config's; undefined where it runs
 * none. A component's own actions decide, else the deployment's. Heat: SoftwareDeployment._handle_action and heat-agents'
 * 55-heat-config, wallaby.
 */
export function scriptFor(
  config: SoftwareConfig,
  properties: ValueMap,
  action: DeployAction,
): { readonly index: number; readonly script: ConfigScript } | undefined {
  const index = config.scripts.findIndex((script) =>
    (script.actions ?? deploymentActions(properties)).includes(action),
  );
  const script = config.scripts[index];
  // Heat has no hook for a config of no group: such a deployment only hands on its inputs.
  return script === undefined || script.tool === ungrouped ? undefined : { index, script };
}

/** The group of a config that names none: nothing runs for it. */
export const ungrouped = 'Heat::Ungrouped';

function deploymentActions(properties: ValueMap): readonly DeployAction[] {
  const actions = properties.get('actions') ?? null;
  return isList(actions) ? actions.filter(isDeployAction) : ['CREATE', 'UPDATE'];
}

/**
 * A structured config with each `{get_input: NAME}` replaced by that input. An input that is not given becomes null.
 * Heat: StructuredDeployment.parse, wallaby.
 */
export function fillStructuredConfig(config: Value, inputs: ValueMap, inputKey = 'get_input'): Value {
  if (isList(config)) return config.map((each) => fillStructuredConfig(each, inputs, inputKey));
  if (!isMap(config)) return config;
  const name = config.size === 1 ? config.get(inputKey) : undefined;
  if (typeof name === 'string') return inputs.get(name) ?? null;
  return new Map([...config].map(([key, each]) => [key, fillStructuredConfig(each, inputs, inputKey)]));
}
