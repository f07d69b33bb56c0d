import { type Diagnostic, problem, warning } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { CallSnippet, Snippet } from '../hot/snippet.ts';
import type { Template } from '../hot/template.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { readTextFile } from '../plan/read-text-file.ts';
import { resolvePath } from '../plan/resolve-path.ts';

const pseudoParameters: ReadonlySet<string> = new Set(['OS::stack_name', 'OS::stack_id', 'OS::project_id']);

/**
 * The names in a template that mean nothing: parameters, resources and conditions that it does not define, files that the
 * plan does not have. Only names that are written out are looked at; all branches count. A parameter is only warned of:
 * in a branch that is never taken it does no harm, and elsewhere rendering refuses it. Heat: `function.py`, validate.
 */
export function checkNames(template: Template, files: PlanFiles): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const [path, root] of rootsOf(template)) {
    const waiting: Snippet[] = [root];
    for (let snippet = waiting.pop(); snippet !== undefined; snippet = waiting.pop()) {
      if (snippet.kind === 'list') waiting.push(...snippet.items);
      else if (snippet.kind === 'map') waiting.push(...snippet.entries.values());
      else if (snippet.kind === 'call') {
        checkCall(snippet, template, files, path, problems);
        waiting.push(snippet.argument);
      }
    }
  }
  return problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
}

function rootsOf(template: Template): readonly (readonly [string, Snippet])[] {
  const roots: [string, Snippet][] = [...template.conditions].map(([name, each]) => [`conditions.${name}`, each]);
  for (const [name, { properties, metadata }] of template.resources) {
    if (properties !== undefined) roots.push([`resources.${name}.properties`, properties]);
    if (metadata !== undefined) roots.push([`resources.${name}.metadata`, metadata]);
  }
  for (const [name, { value }] of template.outputs) roots.push([`outputs.${name}.value`, value]);
  return roots;
}

function checkCall(
  call: CallSnippet,
  template: Template,
  files: PlanFiles,
  path: string,
  problems: Diagnostic[],
): void {
  const name = firstText(call.argument);
  if (name === undefined) return;
  const at = { file: template.file, line: call.line, column: call.column };
  const wrong = (tell: typeof problem, what: string, names: Iterable<string>) => {
    const near = nearest(name, names);
    const hint = near === undefined ? {} : { hint: `Did you mean "${near}"?` };
    problems.push(tell('name-unknown', `There is no ${what} "${name}"`, { at, path, ...hint }));
  };
  switch (call.function) {
    case 'get_param':
      if (!template.parameters.has(name) && !pseudoParameters.has(name))
        wrong(warning, 'parameter', template.parameters.keys());
      break;
    case 'get_attr':
    case 'get_resource':
      if (!template.resources.has(name)) wrong(problem, 'resource', template.resources.keys());
      break;
    case 'get_file': {
      const file = resolvePath(template.file, name, at);
      const text = typeof file === 'string' ? readTextFile(files, file, at) : file;
      if (typeof text !== 'string') problems.push(Object.freeze({ ...text, path }));
      break;
    }
    case 'if':
      if (!template.conditions.has(name)) wrong(problem, 'condition', template.conditions.keys());
  }
}

/** The argument if it is a text, or the first item of it. */
function firstText(argument: Snippet): string | undefined {
  const first = argument.kind === 'list' ? argument.items[0] : argument;
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}
