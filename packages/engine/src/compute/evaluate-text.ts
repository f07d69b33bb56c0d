import { type Checked, type Diagnostic, hasErrors, warning } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { evaluate } from '../hot/evaluate.ts';
import { Findings } from '../hot/findings.ts';
import { conditionFunctionNames, functionNames } from '../hot/functions/table.ts';
import { SnippetParser } from '../hot/parse-snippet.ts';
import { readDocument } from '../hot/read-document.ts';
import { Failure, type Scope } from '../hot/scope.ts';
import type { Value } from '../hot/value.ts';
import type { TemplateVersion } from '../hot/version.ts';
import type { YamlNode } from '../hot/yaml-node.ts';
import type { Pass } from './run-pass.ts';

/** The name of the text in problems. */
export const textName = 'expression';

/**
 * The value of a text as it would stand in a template: YAML with functions. Names mean what they mean in the stack of
 * `pass`, or nothing without one. Problems are located in the text.
 */
export function evaluateText(text: string, version: TemplateVersion, pass: Pass | undefined): Checked<Value> {
  const document = readDocument(text, textName);
  if (document.value === undefined) return { problems: document.problems };
  const findings = new Findings(textName);
  const names = { values: functionNames(version), conditions: conditionFunctionNames(version) };
  const snippet = new SnippetParser(names, findings).value(document.value, []);
  if (hasErrors(findings.problems)) return { problems: findings.inOrder() };
  const before = pass?.problems.size ?? 0;
  const value = evaluate(snippet, scopeOf(version, pass));
  const told: readonly Diagnostic[] = [...(pass?.problems ?? [])].slice(before);
  if (value instanceof Failure) return { problems: [...told, ...value.problems].map(withoutEmptyPath) };
  return { value, problems: [...told, ...likelyMistakes(document.value, names.values)] };
}

function withoutEmptyPath(each: Diagnostic): Diagnostic {
  const { path, ...rest } = each;
  return path === '' ? rest : each;
}

/** A map whose only key is nearly a function's name is data, and hardly meant so. */
function likelyMistakes(node: YamlNode, functions: ReadonlySet<string>): readonly Diagnostic[] {
  const [only] = node.kind === 'map' && node.entries.size === 1 ? node.entries : [];
  const near = only === undefined || functions.has(only[0]) ? undefined : nearest(only[0], functions);
  if (only === undefined || near === undefined) return [];
  const [name, { line, column }] = only;
  const at = { file: textName, line, column };
  return [
    warning('function-unknown', `"${name}" is no function, so this is data`, { at, hint: `Did you mean "${near}"?` }),
  ];
}

function scopeOf(version: TemplateVersion, pass: Pass | undefined): Scope {
  if (pass === undefined) return emptyScope(version);
  const { scope } = pass;
  return {
    file: textName,
    version,
    names: scope.names,
    parameter: (name) => scope.parameter(name),
    reference: (resource) => scope.reference(resource),
    attribute: (resource, attribute) => scope.attribute(resource, attribute),
    attributeUnder: (resource, attribute, path) => scope.attributeUnder(resource, attribute, path),
    facade: (part) => scope.facade(part),
    fileText: (name) => scope.fileText(name),
    condition: (name) => scope.condition(name),
  };
}

function emptyScope(version: TemplateVersion): Scope {
  return {
    file: textName,
    version,
    names: { parameters: [], resources: [], conditions: [] },
    parameter: () => undefined,
    reference: () => undefined,
    attribute: () => undefined,
    fileText: () => new Failure([]),
    condition: () => undefined,
  };
}
