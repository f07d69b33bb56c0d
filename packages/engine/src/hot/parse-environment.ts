import type { Checked } from '../diagnostics/diagnostic.ts';
import type { Environment, Given } from './environment.ts';
import { Findings } from './findings.ts';
import { strategies } from './merge-given.ts';
import { parseRegistry } from './parse-registry.ts';
import { warnOfRepeatedKeys } from './repeated-keys.ts';
import { secretTags } from './secret-tags.ts';
import { isList, type Unknown, type Value } from './value.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';
import { readTaggedYaml } from './yaml-reader.ts';
import { yamlValue } from './yaml-value.ts';

const sections = [
  'parameters',
  'resource_registry',
  'parameter_defaults',
  'encrypted_param_names',
  'event_sinks',
  'parameter_merge_strategies',
];

/**
 * Reads an environment file: YAML, never JSON's own rules, an empty text for an empty environment; `!tyto/secret` stands
 * for a secret. All problems at once; gives nothing only where the text is not a map. Heat:
 * `common/environment_format.py`.
 */
export function parseEnvironment(text: string, file: string): Checked<Environment> {
  const read = readTaggedYaml(text, file, secretTags);
  if (read.value === undefined) return { problems: read.problems };
  const findings = new Findings(file);
  const isEmpty = read.value.kind === 'scalar' && read.value.value === null;
  if (isEmpty) return { value: emptyEnvironment, problems: [] };
  const top = findings.map('environment-section', read.value, [], 'a map with sections such as "parameters"');
  if (top === undefined) return { problems: findings.problems };
  const value = parseSections(top, findings);
  warnOfRepeatedKeys(top, findings);
  return { value, problems: findings.inOrder() };
}

/** What an environment says that says nothing. */
export const emptyEnvironment: Environment = Object.freeze({
  kind: 'Environment',
  parameters: new Map(),
  parameterDefaults: new Map(),
  parameterMergeStrategies: new Map(),
  encryptedParamNames: [],
  eventSinks: [],
  registry: { entries: [], resources: new Map() },
});

type Node = YamlNode<Unknown>;

function parseSections(top: YamlMap<Unknown>, findings: Findings): Environment {
  checkSections(top, findings);
  const section = (name: string): YamlMap<Unknown> | undefined => {
    const node = top.entries.get(name)?.value;
    if (node === undefined || isNull(node)) return undefined;
    return findings.map('environment-section', node, [name], 'a map');
  };
  const values = (name: string): ReadonlyMap<string, Given> => givenValues(section(name), findings);
  const asked = values('parameter_merge_strategies');
  checkStrategies(asked, findings);
  const parameterMergeStrategies = new Map([...asked].map(([name, { value }]) => [name, value]));
  return Object.freeze({
    kind: 'Environment',
    parameters: values('parameters'),
    parameterDefaults: values('parameter_defaults'),
    parameterMergeStrategies,
    encryptedParamNames: items('encrypted_param_names', top, findings).filter((each) => typeof each === 'string'),
    eventSinks: items('event_sinks', top, findings),
    registry: parseRegistry(section('resource_registry'), findings),
  } satisfies Environment);
}

function checkSections(top: YamlMap<Unknown>, findings: Findings): void {
  for (const [name, entry] of top.entries) {
    if (!sections.includes(name)) {
      const details = findings.suggest(name, sections);
      findings.error('environment-section', `An environment has no section "${name}"`, entry, [name], details);
    } else if (isNull(entry.value)) {
      const hint = 'Leave the section out, or write {}';
      findings.error('environment-section', `The section "${name}" is empty`, entry, [name], { hint });
    }
  }
}

/** What is no strategy means none, in Heat without a word: `environment_util.py`, get_param_merge_strategy. */
function checkStrategies(asked: ReadonlyMap<string, Given>, findings: Findings): void {
  for (const [name, { value, at }] of asked) {
    if (strategies.some((each) => each === value)) continue;
    const shown = typeof value === 'string' ? `"${value}"` : 'of this kind';
    const details = findings.suggest(String(value), strategies);
    const message = `There is no strategy ${shown}, so parameter "${name}" is not merged by it`;
    findings.warn('environment-merge', message, at, ['parameter_merge_strategies', name], details);
  }
}

function givenValues(map: YamlMap<Unknown> | undefined, findings: Findings): ReadonlyMap<string, Given> {
  const values = new Map<string, Given>();
  for (const [name, entry] of map?.entries ?? []) {
    const { value } = entry;
    values.set(name, Object.freeze({ value: yamlValue(value), at: findings.at(value), keyAt: findings.at(entry) }));
  }
  return values;
}

function items(name: string, top: YamlMap<Unknown>, findings: Findings): readonly Value[] {
  const node = top.entries.get(name)?.value;
  if (node === undefined || isNull(node)) return [];
  const value = yamlValue(node);
  if (isList(value)) return value;
  findings.error('environment-section', `The section "${name}" is not a list`, node, [name], { expected: 'a list' });
  return [];
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}
