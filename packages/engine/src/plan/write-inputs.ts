import { writeSecretTag } from '../hot/secret-tags.ts';
import {
  type DeploymentInputs,
  type EnvironmentInput,
  inputsFile,
  inventoryFile,
  type SetValue,
  valuesFolder,
} from './deployment-inputs.ts';

/** The tree of files of a deployment's inputs, by path in code point order; `readInputs` reads it. */
export function writeInputs(inputs: DeploymentInputs): ReadonlyMap<string, string> {
  const files = new Map<string, string>(inputs.files);
  const lines = [
    'kind: DeploymentInputs',
    'formatVersion: 1',
    'plan:',
    `  name: ${quoted(inputs.plan.name)}`,
    `  version: ${quoted(inputs.plan.version)}`,
    ...section('environments', inputs.environments.map(environmentLine)),
    ...section(
      'parameters',
      [...inputs.parameters].map(([name, value]) => `  ${quoted(name)}: ${written(name, value, files)}`),
    ),
  ];
  files.set(inputsFile, `${lines.join('\n')}\n`);
  files.set(inventoryFile, inputs.inventory);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function section(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${name}:`, ...lines];
}

function environmentLine({ kind, path }: EnvironmentInput): string {
  return `- ${kind}: ${quoted(path)}`;
}

function written(name: string, value: SetValue, files: Map<string, string>): string {
  if (typeof value !== 'string') return writeSecretTag(value.name, value.version);
  if (!value.includes('\n') || !/^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/.test(name)) return quoted(value);
  files.set(valuesFolder + name, value);
  return `{file: ${quoted(valuesFolder + name)}}`;
}

/** A YAML scalar in double quotes that every reader reads as this text. */
function quoted(text: string): string {
  const plain =
    /^[A-Za-z][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_.-]+)*$/.test(text) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);
  if (plain) return text;
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
