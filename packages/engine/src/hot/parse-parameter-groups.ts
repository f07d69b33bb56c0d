import type { Path } from '../diagnostics/path.ts';
import { describeNode, type Findings } from './findings.ts';
import type { ParameterGroup } from './template.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';
import { isFalsy, yamlValue } from './yaml-value.ts';

/**
 * Reads the section `parameter_groups`: every parameter named exists and is in one group only. Heat:
 * `parameter_groups.py`, validate.
 */
export function parseParameterGroups(
  section: YamlNode | undefined,
  parameters: ReadonlySet<string>,
  findings: Findings,
): readonly ParameterGroup[] {
  if (section === undefined || isFalsy(section)) return [];
  if (section.kind !== 'list') {
    findings.error('parameter-group', `The groups are ${describeNode(section)}`, section, ['parameter_groups'], {
      expected: 'a list of groups, each with "parameters"',
    });
    return [];
  }
  const grouped = new Set<string>();
  const groups: ParameterGroup[] = [];
  section.items.forEach((item, index) => {
    const group = parseGroup(item, index, parameters, grouped, findings);
    if (group !== undefined) groups.push(group);
  });
  return groups;
}

function parseGroup(
  node: YamlNode,
  index: number,
  parameters: ReadonlySet<string>,
  grouped: Set<string>,
  findings: Findings,
): ParameterGroup | undefined {
  const path = ['parameter_groups', index];
  const map = findings.map('parameter-group', node, path, 'a map with "parameters"');
  if (map === undefined) return undefined;
  warnOfIgnoredKeys(map, path, findings);
  const members = map.entries.get('parameters')?.value;
  if (members?.kind !== 'list') {
    const message =
      members === undefined ? 'The group has no parameters' : `The parameters are ${describeNode(members)}`;
    findings.error('parameter-group', message, members ?? node, [...path, 'parameters'], {
      expected: 'a list of the names of parameters',
    });
    return undefined;
  }
  const names: string[] = [];
  members.items.forEach((member, at) => {
    const name = parseMember(member, [...path, 'parameters', at], parameters, grouped, findings);
    if (name !== undefined) names.push(name);
  });
  return Object.freeze({
    ...textEntry(map.entries.get('label')?.value, 'label'),
    ...textEntry(map.entries.get('description')?.value, 'description'),
    parameters: names,
    written: yamlValue(map),
  });
}

/** Heat does not look at other keys. */
function warnOfIgnoredKeys(map: YamlMap, path: Path, findings: Findings): void {
  const known = ['label', 'description', 'parameters'];
  for (const [key, entry] of map.entries) {
    if (known.includes(key)) continue;
    const message = `The key "${key}" of a group of parameters means nothing`;
    findings.warn('parameter-group', message, entry, [...path, key], findings.suggest(key, known));
  }
}

function parseMember(
  node: YamlNode,
  path: readonly (string | number)[],
  parameters: ReadonlySet<string>,
  grouped: Set<string>,
  findings: Findings,
): string | undefined {
  const name = node.kind === 'scalar' ? node.value : undefined;
  if (typeof name !== 'string' || !parameters.has(name)) {
    const details =
      typeof name === 'string' ? findings.suggest(name, parameters) : { expected: 'the name of a parameter' };
    findings.error(
      'parameter-group',
      `The group names ${describeNode(node)}, which is no parameter`,
      node,
      path,
      details,
    );
    return undefined;
  }
  if (grouped.has(name)) {
    findings.error('parameter-group', `The parameter "${name}" is in a group already`, node, path, {
      expected: 'each parameter in one group only',
    });
    return undefined;
  }
  grouped.add(name);
  return name;
}

function textEntry<K extends string>(node: YamlNode | undefined, key: K): { readonly [key in K]?: string } {
  const text: { [key in K]?: string } = {};
  if (node?.kind === 'scalar' && typeof node.value === 'string') text[key] = node.value;
  return text;
}
