import { type Diagnostic, problem, warning } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import { suggest } from '../hot/findings.ts';
import { isPseudoParameter } from '../hot/pseudo-parameter.ts';
import type { CallSnippet, Snippet } from '../hot/snippet.ts';
import { snippetPaths } from '../hot/snippet-path.ts';
import type { Template } from '../hot/template.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { readTextFile } from '../plan/read-text-file.ts';
import { locateFile } from '../plan/resolve-path.ts';

/**
 * The names in a template that mean nothing: parameters, resources and conditions that it does not define, files that the
 * plan does not have. Only names that are written out are looked at; all branches count. A parameter in a branch that may
 * never be taken is only warned of: Heat finds it when it is evaluated. What `isBroken` is defined, but not well enough
 * to be in the template. Heat: `function.py`, validate.
 */
export function checkNames(
  template: Template,
  files: PlanFiles,
  isBroken: (section: Section, name: string) => boolean,
): readonly Diagnostic[] {
  const problems = [...template.resources.values()].flatMap(({ strayDependencies = [] }) => strayDependencies);
  for (const { path, root, conditional } of rootsOf(template)) {
    const found: Found[] = [];
    const waiting: Place[] = [{ snippet: root, conditional }];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const { snippet, conditional } = place;
      if (snippet.kind === 'call') checkCall(snippet, { conditional, template, files, isBroken, found });
      const within = conditional || (snippet.kind === 'call' && snippet.function === 'if');
      for (const each of partsOf(snippet)) waiting.push({ snippet: each, conditional: within });
    }
    if (found.length > 0) for (const each of withPaths(found, root, path)) problems.push(each);
  }
  return problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
}

/** Where names are defined. */
export type Section = 'parameters' | 'resources' | 'conditions';

/** A piece of the template, and whether it may be that it is never evaluated. */
interface Place {
  readonly snippet: Snippet;
  readonly conditional: boolean;
}

interface Root {
  readonly path: string;
  readonly root: Snippet;
  readonly conditional: boolean;
}

function partsOf(snippet: Snippet): Iterable<Snippet> {
  switch (snippet.kind) {
    case 'literal':
      return [];
    case 'list':
      return snippet.items;
    case 'map':
      return snippet.entries.values();
    case 'call':
      return [snippet.argument];
  }
}

function rootsOf(template: Template): readonly Root[] {
  const roots: Root[] = [...template.conditions].map(([name, root]) => ({
    path: formatPath(['conditions', name]),
    root,
    conditional: false,
  }));
  for (const [name, { properties, metadata, condition }] of template.resources) {
    const conditional = condition !== undefined;
    if (properties !== undefined)
      roots.push({ path: formatPath(['resources', name, 'properties']), root: properties, conditional });
    if (metadata !== undefined)
      roots.push({ path: formatPath(['resources', name, 'metadata']), root: metadata, conditional });
  }
  for (const [name, { value, condition }] of template.outputs) {
    roots.push({ path: formatPath(['outputs', name, 'value']), root: value, conditional: condition !== undefined });
  }
  return roots;
}

/** A problem, and the snippet whose path it has. */
interface Found {
  readonly told: Diagnostic;
  readonly at: Snippet;
}

function withPaths(found: readonly Found[], root: Snippet, base: string): readonly Diagnostic[] {
  const paths = snippetPaths(root, new Set(found.map(({ at }) => at)), base);
  return found.map(({ told, at }) => Object.freeze({ ...told, path: paths.get(at) ?? base }));
}

interface CallPlace {
  readonly conditional: boolean;
  readonly template: Template;
  readonly files: PlanFiles;
  readonly isBroken: (section: Section, name: string) => boolean;
  readonly found: Found[];
}

function checkCall(call: CallSnippet, place: CallPlace): void {
  const { conditional, template, files, found } = place;
  const mayBeList = call.function !== 'get_resource' && call.function !== 'get_file';
  const name = mayBeList || call.argument.kind !== 'list' ? firstText(call.argument) : undefined;
  if (name === undefined) return;
  // As evaluation tells it: where the name stands.
  const snippet = call.argument.kind === 'list' ? (call.argument.items[0] ?? call) : call.argument;
  const at = { file: template.file, line: snippet.line, column: snippet.column };
  const check = (tell: typeof problem, what: string, section: Section): void => {
    if (template[section].has(name) || place.isBroken(section, name)) return;
    const code = what === 'parameter' ? 'parameter-undefined' : 'name-unknown';
    const meant = suggest(name, [...template[section].keys()]);
    found.push({ told: tell(code, `There is no ${what} "${name}"`, { at, ...meant }), at: snippet });
  };
  switch (call.function) {
    case 'get_param':
      if (!isPseudoParameter(name)) check(conditional ? warning : problem, 'parameter', 'parameters');
      break;
    case 'get_attr':
    case 'get_resource':
      check(problem, 'resource', 'resources');
      break;
    case 'get_file': {
      const file = locateFile(files, template.file, name, at);
      const text = typeof file === 'string' ? readTextFile(files, file, at) : file;
      if (typeof text !== 'string') found.push({ told: text, at: snippet });
      break;
    }
    case 'if':
      check(problem, 'condition', 'conditions');
  }
}

/** The argument if it is a text, or the first item of it. */
function firstText(argument: Snippet): string | undefined {
  const first = argument.kind === 'list' ? argument.items[0] : argument;
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}
