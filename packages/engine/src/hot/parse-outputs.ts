import { parseConditionUse } from './parse-conditions.ts';
import type { SectionContext } from './section-context.ts';
import type { OutputDefinition } from './template.ts';
import { atLeast } from './version.ts';
import type { YamlEntry, YamlNode } from './yaml-node.ts';
import { isFalsy } from './yaml-value.ts';

/** Reads the section `outputs`. Heat: `template_common.py`, outputs; keys that are not known it does not look at. */
export function parseOutputs(
  section: YamlNode | undefined,
  context: SectionContext,
): ReadonlyMap<string, OutputDefinition> {
  const outputs = new Map<string, OutputDefinition>();
  if (section === undefined || isFalsy(section)) return outputs;
  const map = context.findings.map('template-section', section, ['outputs'], 'a map of names and outputs');
  for (const [name, entry] of map?.entries ?? []) {
    const output = parseOutput(name, entry, context);
    if (output !== undefined) outputs.set(name, output);
  }
  return outputs;
}

function parseOutput(name: string, entry: YamlEntry, context: SectionContext): OutputDefinition | undefined {
  const { findings, snippets } = context;
  const path = ['outputs', name];
  const map = findings.map('template-output', entry.value, path, 'a map with a "value"');
  if (map === undefined) return undefined;
  warnOfIgnoredKeys(map.entries, path, context);
  const value = map.entries.get('value');
  if (value === undefined) {
    findings.error('template-output', `Output "${name}" has no value`, entry, path, { expected: 'a key "value"' });
    return undefined;
  }
  const condition = atLeast(context.version, '2016-10-14') ? map.entries.get('condition')?.value : undefined;
  const used =
    condition === undefined || (condition.kind === 'scalar' && condition.value === null)
      ? undefined
      : parseConditionUse(condition, [...path, 'condition'], context.conditions, snippets, findings);
  const description = map.entries.get('description')?.value;
  return Object.freeze({
    name,
    at: findings.at(entry),
    ...(description?.kind === 'scalar' && typeof description.value === 'string'
      ? { description: description.value }
      : {}),
    value: snippets.value(value.value, [...path, 'value']),
    ...(used === undefined ? {} : { condition: used }),
  });
}

function warnOfIgnoredKeys(
  entries: ReadonlyMap<string, YamlEntry>,
  path: readonly string[],
  context: SectionContext,
): void {
  const allowed = ['value', 'description', ...(atLeast(context.version, '2016-10-14') ? ['condition'] : [])];
  for (const [key, entry] of entries) {
    if (allowed.includes(key)) continue;
    context.findings.warn(
      'template-output',
      `The key "${key}" of an output means nothing`,
      entry,
      [...path, key],
      context.findings.suggest(key, allowed),
    );
  }
}
