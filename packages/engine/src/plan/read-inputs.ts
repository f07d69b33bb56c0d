import { type Checked, hasErrors } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { secretTags } from '../hot/secret-tags.ts';
import { Float, Unknown } from '../hot/value.ts';
import type { YamlEntry, YamlNode } from '../hot/yaml-node.ts';
import { readTaggedYaml } from '../hot/yaml-reader.ts';
import {
  type DeploymentInputs,
  type EnvironmentInput,
  environmentsFolder,
  inputsFile,
  inventoryFile,
  type SetValue,
} from './deployment-inputs.ts';
import { type DocumentReading, readEntries, readItems, readText, refuse } from './document.ts';

const keys = ['kind', 'formatVersion', 'plan', 'environments', 'parameters'];
type Node = YamlNode<Unknown>;
type Entries = ReadonlyMap<string, YamlEntry<Unknown>>;

/** Reads the tree of a deployment's inputs, all of it text. Bad input gives located problems and no value. */
export function readInputs(files: ReadonlyMap<string, string>): Checked<DeploymentInputs> {
  const reading: DocumentReading = { file: inputsFile, code: 'inputs-form', problems: [] };
  const start = { line: 1, column: 1 };
  const text = files.get(inputsFile);
  if (text === undefined) {
    refuse(reading, start, '', `The inputs have no ${inputsFile}`);
    return { problems: reading.problems };
  }
  const document = readTaggedYaml(text, inputsFile, secretTags);
  reading.problems.push(...document.problems);
  const entries = document.value && readEntries(reading, document.value, '', keys);
  if (document.value === undefined || entries === undefined) return { problems: reading.problems };
  checkFormat(reading, document.value, entries);
  const plan = readPlanPin(reading, document.value, entries);
  const environments = readEnvironments(reading, entries.get('environments')?.value, files);
  const parameters = readParameters(reading, entries.get('parameters')?.value, files);
  const inventory = files.get(inventoryFile);
  if (inventory === undefined) refuse(reading, start, '', `The inputs have no ${inventoryFile}`);
  if (plan === undefined || inventory === undefined || hasErrors(reading.problems))
    return { problems: reading.problems };
  const others = [...files].filter(([path]) => path.startsWith(environmentsFolder));
  const value: DeploymentInputs = {
    kind: 'DeploymentInputs',
    plan,
    environments,
    parameters,
    inventory,
    files: new Map(others),
  };
  return { value: Object.freeze(value), problems: reading.problems };
}

function checkFormat(reading: DocumentReading, document: Node, entries: Entries): void {
  const kind = entries.get('kind')?.value;
  if (kind?.kind !== 'scalar' || kind.value !== 'DeploymentInputs') {
    refuse(reading, kind ?? document, 'kind', 'This file is not a description of inputs', 'kind: DeploymentInputs');
  }
  const format = entries.get('formatVersion')?.value;
  if (format?.kind !== 'scalar' || format.value !== 1) {
    refuse(reading, format ?? document, 'formatVersion', 'This version of the format is not known', 'formatVersion: 1');
  }
}

function readPlanPin(reading: DocumentReading, document: Node, entries: Entries): DeploymentInputs['plan'] | undefined {
  const plan = entries.get('plan')?.value;
  if (plan === undefined)
    return refuse(reading, document, 'plan', 'The plan is not named', 'a map with "name" and "version"');
  const pin = readEntries(reading, plan, 'plan', ['name', 'version']);
  if (pin === undefined) return undefined;
  const [name, version] = ['name', 'version'].map((key) => {
    const entry = pin.get(key);
    if (entry === undefined)
      return refuse(reading, plan, 'plan', `"${key}" is missing`, 'a map with "name" and "version"');
    return readText(reading, entry.value, formatPath(['plan', key]));
  });
  return name === undefined || version === undefined ? undefined : { name, version };
}

function readEnvironments(
  reading: DocumentReading,
  node: Node | undefined,
  files: ReadonlyMap<string, string>,
): readonly EnvironmentInput[] {
  if (node === undefined) return [];
  const environments: EnvironmentInput[] = [];
  for (const [index, item] of (readItems(reading, node, 'environments') ?? []).entries()) {
    const path = formatPath(['environments', index]);
    const entries = readEntries(reading, item, path, ['plan', 'file']);
    const [first, second] = [...(entries ?? [])];
    if (first === undefined || second !== undefined) {
      if (entries !== undefined)
        refuse(reading, item, path, 'An environment is either of the plan or a file', '{plan: PATH} or {file: PATH}');
      continue;
    }
    const kind = first[0] === 'plan' ? 'plan' : 'file';
    const named = readText(reading, first[1].value, `${path}.${kind}`);
    if (named === undefined) continue;
    if (kind === 'file' && !(named.startsWith(environmentsFolder) && files.has(named))) {
      refuse(reading, first[1].value, `${path}.file`, `The inputs have no environment "${named}"`);
    } else {
      environments.push({ kind, path: named });
    }
  }
  return environments;
}

function readParameters(
  reading: DocumentReading,
  node: Node | undefined,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, SetValue> {
  const parameters = new Map<string, SetValue>();
  if (node === undefined) return parameters;
  for (const [name, { value }] of readEntries(reading, node, 'parameters') ?? []) {
    const given = readSetValue(reading, value, formatPath(['parameters', name]), files);
    if (given !== undefined) parameters.set(name, given);
  }
  return parameters;
}

function readSetValue(
  reading: DocumentReading,
  node: Node,
  path: string,
  files: ReadonlyMap<string, string>,
): SetValue | undefined {
  if (node.kind === 'scalar') {
    if (node.value instanceof Unknown)
      return node.value.expression.kind === 'secret' ? node.value.expression : undefined;
    if (typeof node.value === 'string') return node.value;
    const written = node.value instanceof Float ? node.value.value : node.value;
    return refuse(reading, node, path, `${written} is not a text`, 'a text in quotes, {file: PATH}, or a secret');
  }
  const file = readEntries(reading, node, path, ['file'])?.get('file');
  const named = file && readText(reading, file.value, `${path}.file`);
  if (named === undefined) return undefined;
  return files.get(named) ?? refuse(reading, node, path, `The inputs have no file "${named}"`);
}
