import { type Diagnostic, type Position, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { describeNode, type Findings } from './findings.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';

/** What a resource depends on beside what it names in its properties. */
export interface Dependencies {
  readonly names: readonly string[];
  /** Where each of them is written. */
  readonly places: readonly Position[];
  /** What is wrong with names that are of no resource: none of it where the resource itself is not there. */
  readonly strays: readonly Diagnostic[];
}

const nothing: Dependencies = Object.freeze({ names: [], places: [], strays: [] });

/**
 * Reads `depends_on`: a name or a list of names, each of a resource of the template; one whose condition may be false
 * too. Heat: `template_common.py`, _rsrc_defn_args; `rsrc_defn.py`, dependencies.
 */
export function parseDependencies(
  node: YamlNode | undefined,
  path: readonly string[],
  resources: YamlMap,
  findings: Findings,
): Dependencies {
  if (node === undefined) return nothing;
  const items = node.kind === 'list' ? node.items : [node];
  const names: string[] = [];
  const places: Position[] = [];
  const strays: Diagnostic[] = [];
  items.forEach((item, index) => {
    const name = item.kind === 'scalar' ? item.value : undefined;
    const at = node.kind === 'list' ? [...path, index] : path;
    if (typeof name !== 'string') {
      const expected = "a resource's name, or a list of them";
      findings.error('template-resource', `depends_on names ${describeNode(item)}`, item, at, { expected });
    } else if (resources.entries.has(name)) {
      names.push(name);
      places.push(findings.at(item));
    } else {
      const place = { at: findings.at(item), path: formatPath(at) };
      const details = { ...place, ...findings.suggest(name, resources.entries) };
      strays.push(problem('template-resource', `There is no resource "${name}" to depend on`, details));
    }
  });
  return { names, places, strays };
}
