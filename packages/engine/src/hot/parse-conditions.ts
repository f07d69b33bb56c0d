import type { Path } from '../diagnostics/path.ts';
import { describeNode, type Findings } from './findings.ts';
import type { SnippetParser } from './parse-snippet.ts';
import type { Snippet } from './snippet.ts';
import type { YamlNode } from './yaml-node.ts';

export interface ParsedConditions {
  readonly definitions: ReadonlyMap<string, Snippet>;
  /** Every name that is defined, the badly defined ones included. */
  readonly names: ReadonlySet<string>;
}

/**
 * Reads the section `conditions`: each one a boolean or a function of conditions. Heat: `template_common.py`,
 * conditions; `conditions.py`, _check_condition_type and validate.
 */
export function parseConditions(
  section: YamlNode | undefined,
  snippets: SnippetParser,
  findings: Findings,
): ParsedConditions {
  const definitions = new Map<string, Snippet>();
  if (section === undefined) return { definitions, names: new Set() };
  const map = findings.map('template-section', section, ['conditions'], 'a map of names and conditions');
  if (map === undefined) return { definitions, names: new Set() };
  for (const [name, { value }] of map.entries) {
    const snippet = snippets.condition(value, ['conditions', name]);
    if (snippet.kind === 'call' || (snippet.kind === 'literal' && typeof snippet.value === 'boolean')) {
      snippets.checkForms(snippet, ['conditions', name]);
      definitions.set(name, snippet);
    } else {
      findings.error(
        'template-condition',
        `Condition "${name}" is ${describeNode(value)}`,
        value,
        ['conditions', name],
        {
          expected: 'true, false, or a function such as {equals: [{get_param: NAME}, VALUE]}',
        },
      );
    }
  }
  return { definitions, names: new Set(map.entries.keys()) };
}

/**
 * Reads a `condition` of a resource or an output: a condition's name, a boolean, or a function. Gives nothing, and tells
 * it, where it is something else or a name that is not defined.
 */
export function parseConditionUse(
  node: YamlNode,
  path: Path,
  names: ReadonlySet<string>,
  snippets: SnippetParser,
  findings: Findings,
): Snippet | undefined {
  const snippet = snippets.condition(node, path);
  if (snippet.kind === 'call') return snippet;
  if (snippet.kind === 'literal' && typeof snippet.value === 'boolean') return snippet;
  if (snippet.kind === 'literal' && typeof snippet.value === 'string') {
    if (names.has(snippet.value)) return snippet;
    findings.error(
      'template-condition',
      `There is no condition "${snippet.value}"`,
      node,
      path,
      findings.suggest(snippet.value, names),
    );
    return undefined;
  }
  findings.error('template-condition', `The condition is ${describeNode(node)}`, node, path, {
    expected: 'the name of a condition, true, false, or a function of conditions',
  });
  return undefined;
}
