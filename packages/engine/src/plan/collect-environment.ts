import { type Checked, type Diagnostic, hasErrors, type Position, problem } from '../diagnostics/diagnostic.ts';
import type { YamlNode } from '../hot/yaml-node.ts';
import { readTemplateYaml, readYaml } from '../hot/yaml-reader.ts';
import { environmentsFolder } from './deployment-inputs.ts';
import type { FileContent } from './plan-files.ts';
import { readTextFile } from './read-text-file.ts';

/** An environment from outside with all that it refers to, as they lie in a deployment's inputs. */
export interface CollectedEnvironment {
  /** The environment's path there. */
  readonly path: string;
  /** All files by their path there, the environment among them. They keep their places to each other. */
  readonly files: ReadonlyMap<string, string>;
}

/** A file that is referred to, by its absolute path, and the place that names it. */
interface Wanted {
  readonly path: string;
  readonly role: 'environment' | 'template' | 'content';
  readonly at?: Position;
}

/**
 * Collects the files that an environment given from outside refers to: templates that its registry names by a relative
 * path, and what these name in turn by `get_file` or as a type. `path` is absolute, with `/`; `read` is asked with
 * absolute paths. `index` is the environment's place among those of the deployment. What is missing is a problem, with
 * the place that names it. Heat: python-heatclient's `template_utils.py` does the same.
 */
export function collectEnvironment(
  index: number,
  path: string,
  read: (path: string) => FileContent,
): Checked<CollectedEnvironment> {
  const problems: Diagnostic[] = [];
  const found = new Map<string, string>();
  const queue: Wanted[] = [{ path, role: 'environment' }];
  for (const wanted of queue) {
    if (found.has(wanted.path)) continue;
    const content = readTextFile({ paths: [], read }, wanted.path, wanted.at);
    if (typeof content !== 'string') {
      problems.push(content);
      continue;
    }
    found.set(wanted.path, content);
    if (wanted.role !== 'content') for (const each of referredTo(wanted, content, problems)) queue.push(each);
  }
  if (hasErrors(problems)) return { problems };
  return { value: placeTogether(index, path, found), problems };
}

function referredTo(wanted: Wanted, text: string, problems: Diagnostic[]): readonly Wanted[] {
  const document = (wanted.role === 'template' ? readTemplateYaml : readYaml)(text, wanted.path);
  // What is not YAML is told where the environment or template is parsed.
  if (document.value === undefined) return [];
  const references: Wanted[] = [];
  const refer = (role: 'template' | 'content', node: YamlNode, base = '') => {
    if (node.kind !== 'scalar' || typeof node.value !== 'string') return;
    if (role === 'template' && !isTemplatePath(node.value)) return;
    const at = { file: wanted.path, line: node.line, column: node.column };
    const path = absolutePath(wanted.path, base + node.value);
    if (path !== undefined) references.push({ path, role, at });
    else
      problems.push(
        problem('file-outside', `"${node.value}" is not a relative path`, {
          at,
          expected: 'a path relative to the file that names it',
        }),
      );
  };
  if (wanted.role === 'environment') registryTargets(document.value, refer);
  else templateReferences(document.value, refer);
  return references;
}

type Refer = (role: 'template' | 'content', node: YamlNode, base?: string) => void;

function registryTargets(document: YamlNode, refer: Refer): void {
  const registry = document.kind === 'map' ? document.entries.get('resource_registry')?.value : undefined;
  if (registry?.kind !== 'map') return;
  const base = registry.entries.get('base_url')?.value;
  const prefix =
    base?.kind === 'scalar' && typeof base.value === 'string' && base.value !== ''
      ? `${base.value.replace(/\/$/, '')}/`
      : '';
  const queue: YamlNode[] = [registry];
  for (const node of queue) {
    if (node.kind !== 'map') continue;
    for (const [key, { value }] of node.entries) {
      if (value.kind === 'map') queue.push(value);
      else if (key !== 'base_url' && key !== 'hooks' && key !== 'restricted_actions') refer('template', value, prefix);
    }
  }
}

function templateReferences(document: YamlNode, refer: Refer): void {
  const queue: YamlNode[] = [document];
  for (const node of queue) {
    if (node.kind === 'list') for (const item of node.items) queue.push(item);
    if (node.kind !== 'map') continue;
    for (const [key, { value }] of node.entries) {
      if (key === 'get_file') refer('content', value);
      else if (key === 'type') refer('template', value);
      queue.push(value);
    }
  }
}

/** Whether a type's name is a template's path. Heat: `environment.py`, wallaby. */
function isTemplatePath(name: string): boolean {
  return /\.(yaml|template)$/.test(name);
}

function absolutePath(from: string, named: string): string | undefined {
  if (named === '' || named.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(named)) return undefined;
  const steps = from.split('/').slice(0, -1);
  for (const step of named.split('/')) {
    if (step === '..') {
      if (steps.length <= 1) return undefined;
      steps.pop();
    } else if (step !== '' && step !== '.') {
      steps.push(step);
    }
  }
  return steps.join('/');
}

function placeTogether(index: number, path: string, found: ReadonlyMap<string, string>): CollectedEnvironment {
  const name = (path.split('/').at(-1) ?? '').replaceAll(/[^A-Za-z0-9_.-]/g, '_');
  if (found.size === 1) {
    const place = `${environmentsFolder}${index}-${name}`;
    return { path: place, files: new Map([[place, found.get(path) ?? '']]) };
  }
  const shared = commonFolder([...found.keys()]);
  const folder = `${environmentsFolder}${index}-${name.replace(/\.[^.]*$/, '')}/`;
  const files = [...found].map(([each, text]): [string, string] => [folder + each.slice(shared.length), text]);
  return { path: folder + path.slice(shared.length), files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The longest path of folders, ending in `/`, that all paths begin with. */
function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  let shared = first.slice(0, first.lastIndexOf('/') + 1);
  for (const path of others) {
    while (!path.startsWith(shared)) shared = shared.slice(0, shared.slice(0, -1).lastIndexOf('/') + 1);
  }
  return shared;
}
