import { Failure } from '../hot/scope.ts';
import { isList, isMap, type Value, type ValueMap } from '../hot/value.ts';
import { assembledText, type ContentsOf, isAssembled } from './assembled-config.ts';
import { withDefaults } from './check-properties.ts';
import type { ResourceType } from './resource-types.ts';
import {
  type ConfigInput,
  type ConfigOutput,
  type ConfigScript,
  type DeployAction,
  deployActions,
  type IoType,
  ioTypes,
  type SoftwareConfig,
} from './software-config.ts';

const empty: ValueMap = new Map();

/**
 * What deployments of a config run. Takes the checked properties of a resource whose type has the role `config`. The
 * parts that say what is run (tools, actions, names of inputs and outputs) must be known; gives undefined where one is not,
 * and for a config that can't be made of others: `contents` knows these.
 */
export function readSoftwareConfig(
  type: ResourceType,
  given: ValueMap,
  contents?: ContentsOf,
): SoftwareConfig | undefined {
  const properties = withDefaults(type, given);
  const scripts = scriptsOf(type, properties, contents);
  const inputs = readEach(properties.get('inputs'), readInput);
  const outputs = readEach(properties.get('outputs'), readOutput);
  const options = properties.get('options') ?? null;
  if (scripts === undefined || inputs === undefined || outputs === undefined) return undefined;
  return { kind: 'SoftwareConfig', scripts, inputs, outputs, options: isMap(options) ? options : empty };
}

function scriptsOf(
  type: ResourceType,
  properties: ValueMap,
  contents: ContentsOf | undefined,
): readonly ConfigScript[] | undefined {
  if (type.name === 'OS::Heat::SoftwareComponent') return componentScripts(properties);
  if (!isAssembled(type)) return configScript(properties);
  const config = assembledText(type, properties, contents);
  if (config === undefined || config instanceof Failure) return undefined;
  // What cloud-init takes at boot is of no group unless it says so: nothing runs for it.
  return [{ tool: String(properties.get('group') ?? 'Heat::Ungrouped'), config, actions: undefined }];
}

function configScript(properties: ValueMap): readonly ConfigScript[] | undefined {
  const tool = properties.get('group');
  if (typeof tool !== 'string') return undefined;
  return [{ tool, config: properties.get('config') ?? '', actions: undefined }];
}

function componentScripts(properties: ValueMap): readonly ConfigScript[] | undefined {
  return readEach(properties.get('configs'), (entry) => {
    const tool = entry.get('tool');
    const actions = entry.get('actions') ?? ['CREATE', 'UPDATE'];
    if (typeof tool !== 'string' || !isList(actions)) return undefined;
    return { tool, config: entry.get('config') ?? '', actions: actions.filter(isDeployAction) };
  });
}

function readEach<T>(list: Value | undefined, read: (entry: ValueMap) => T | undefined): readonly T[] | undefined {
  if (list === undefined || list === null) return [];
  if (!isList(list)) return undefined;
  const result: T[] = [];
  for (const entry of list) {
    const each = isMap(entry) ? read(entry) : undefined;
    if (each === undefined) return undefined;
    result.push(each);
  }
  return result;
}

function readInput(entry: ValueMap): ConfigInput | undefined {
  const name = entry.get('name');
  if (typeof name !== 'string') return undefined;
  return {
    name,
    type: ioType(entry.get('type')),
    default: entry.get('default') ?? null,
    replaceOnChange: entry.get('replace_on_change') === true,
  };
}

function readOutput(entry: ValueMap): ConfigOutput | undefined {
  const name = entry.get('name');
  if (typeof name !== 'string') return undefined;
  return { name, type: ioType(entry.get('type')), errorOutput: entry.get('error_output') === true };
}

function ioType(value: Value | undefined): IoType {
  return ioTypes.find((type) => type === value) ?? 'String';
}

/** Whether a value is the name of a moment in a deployment's life. */
export function isDeployAction(value: Value): value is DeployAction {
  return deployActions.some((action) => action === value);
}
