import type { Checked, Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { laterFunctions } from '../hot/functions/later-functions.ts';
import { conditionFunctionNames, functionNames } from '../hot/functions/table.ts';
import { wrongForms } from '../hot/functions/wrong-form.ts';
import { parseTemplate } from '../hot/parse-template.ts';
import type { Template } from '../hot/template.ts';
import type { PlanFiles } from './plan-files.ts';
import { readTextFile } from './read-text-file.ts';

/** Templates by path, each parsed once. */
export interface TemplateCache {
  /**
   * The template at a path; undefined where there is none or it has errors. `at` is the place that names it, and `named`
   * its path in the document. Problems of a template are told when it is first asked for; that it is missing, at each
   * place that names it.
   */
  template(path: string, at?: Position, named?: string): Template | undefined;
  /** The template of a text that is no file, under a path that stands for it from then on. */
  inline(path: string, text: string): Template | undefined;
  /** What could be read of the template at a path that has errors, once it was asked for. */
  broken(path: string): Template | undefined;
  readonly problems: readonly Diagnostic[];
}

/** Reads a template, whose functions are those of HOT; as `parseTemplate` does. */
export function readTemplate(text: string, path: string): Checked<Template> {
  return parseTemplate(text, path, (version) => ({
    values: functionNames(version),
    conditions: conditionFunctionNames(version),
    later: laterFunctions(version),
    wrongForms: (snippet) => wrongForms(snippet, version),
  }));
}

/** A cache over a tree of files. */
export function templateCache(files: PlanFiles): TemplateCache {
  const parsed = new Map<string, Template | undefined>();
  const broken = new Map<string, Template>();
  const problems: Diagnostic[] = [];
  const parse = (text: string, path: string): Template | undefined => {
    const read = readTemplate(text, path);
    for (const each of read.problems) problems.push(each);
    const sound = hasErrors(read.problems) ? undefined : read.value;
    parsed.set(path, sound);
    if (sound === undefined && read.value !== undefined) broken.set(path, read.value);
    return sound;
  };
  const template = (path: string, at?: Position, named?: string): Template | undefined => {
    if (parsed.has(path)) return parsed.get(path);
    const text = readTextFile(files, path, at);
    if (typeof text === 'string') return parse(text, path);
    problems.push(named === undefined ? text : Object.freeze({ ...text, path: named }));
    return undefined;
  };
  return { template, inline: (path, text) => parse(text, path), broken: (path) => broken.get(path), problems };
}
