import { encodeValue } from '../hot/codec.ts';
import { sha256Hex } from '../hot/digest/sha256.ts';
import { isList, isMap, type Value } from '../hot/value.ts';
import { isDeployAction } from './read-software-config.ts';
import {
  type ConfigInput,
  type ConfigOutput,
  type ConfigScript,
  ioTypes,
  type SoftwareConfig,
} from './software-config.ts';

/** A config as a value, so that the one codec writes it. */
export function configToValue(config: SoftwareConfig): Value {
  return new Map<string, Value>([
    ['scripts', config.scripts.map(scriptToValue)],
    ['inputs', config.inputs.map(inputToValue)],
    ['outputs', config.outputs.map(outputToValue)],
    ['options', config.options],
  ]);
}

function scriptToValue(script: ConfigScript): Value {
  return new Map<string, Value>([
    ['tool', script.tool],
    ['config', script.config],
    ['actions', script.actions ?? null],
  ]);
}

function inputToValue(input: ConfigInput): Value {
  return new Map<string, Value>([
    ['name', input.name],
    ['type', input.type],
    ['default', input.default],
    ['replace_on_change', input.replaceOnChange],
  ]);
}

function outputToValue(output: ConfigOutput): Value {
  return new Map<string, Value>([
    ['name', output.name],
    ['type', output.type],
    ['error_output', output.errorOutput],
  ]);
}

/** Reads what `configToValue` wrote; undefined where it is something else. */
export function configFromValue(value: Value): SoftwareConfig | undefined {
  if (!isMap(value)) return undefined;
  const options = value.get('options') ?? new Map();
  if (!isMap(options)) return undefined;
  return {
    kind: 'SoftwareConfig',
    scripts: entries(value.get('scripts')).map((entry) => {
      const actions = entry.get('actions') ?? null;
      return {
        tool: String(entry.get('tool')),
        config: entry.get('config') ?? null,
        actions: isList(actions) ? actions.filter(isDeployAction) : undefined,
      };
    }),
    inputs: entries(value.get('inputs')).map((entry) => ({
      name: String(entry.get('name')),
      type: ioTypes.find((type) => type === entry.get('type')) ?? 'String',
      default: entry.get('default') ?? null,
      replaceOnChange: entry.get('replace_on_change') === true,
    })),
    outputs: entries(value.get('outputs')).map((entry) => ({
      name: String(entry.get('name')),
      type: ioTypes.find((type) => type === entry.get('type')) ?? 'String',
      errorOutput: entry.get('error_output') === true,
    })),
    options,
  };
}

function entries(value: Value | undefined) {
  return value !== undefined && isList(value) ? value.filter((each) => isMap(each)) : [];
}

/**
 * What a config is known by: the digest of its content. A secret enters it by its expression only, so that the digest
 * gives nothing of it away and changes with its version.
 */
export function configDigest(config: SoftwareConfig): string {
  return sha256Hex(encodeValue(configToValue(config)));
}
