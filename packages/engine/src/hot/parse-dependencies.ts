import { describeNode, type Findings } from './findings.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';

/**
 * Reads `depends_on`: a name or a list of names, each of a resource of the template; one whose condition may be false
 * too. Heat: `template_common.py`, _rsrc_defn_args; `rsrc_defn.py`, dependencies.
 */
export function parseDependencies(
  node: YamlNode | undefined,
  path: readonly string[],
  resources: YamlMap,
  findings: Findings,
): readonly string[] {
  if (node === undefined) return [];
  const items = node.kind === 'list' ? node.items : [node];
  const names: string[] = [];
  items.forEach((item, index) => {
    const name = item.kind === 'scalar' ? item.value : undefined;
    const at = node.kind === 'list' ? [...path, index] : path;
    if (typeof name !== 'string') {
      const expected = "a resource's name, or a list of them";
      findings.error('template-resource', `depends_on names ${describeNode(item)}`, item, at, { expected });
    } else if (resources.entries.has(name)) {
      names.push(name);
    } else {
      findings.error(
        'template-resource',
        `There is no resource "${name}" to depend on`,
        item,
        at,
        findings.suggest(name, resources.entries),
      );
    }
  });
  return names;
}
