import { type Checked, type Diagnostic, hasErrors, problem } from '../diagnostics/diagnostic.ts';
import { formatPath } from '../diagnostics/path.ts';
import type { EnvironmentMerge } from '../hot/merge-environments.ts';
import type { YamlNode } from '../hot/yaml-node.ts';
import { readYaml } from '../hot/yaml-reader.ts';
import { type DocumentReading, placeIn, readEntries, readItems, readText, refuse } from './document.ts';
import { namePattern, type Plan } from './plan.ts';
import type { PlanFiles } from './plan-files.ts';
import { readTextFile } from './read-text-file.ts';
import { resolvePath } from './resolve-path.ts';

/** The file that describes a plan. */
const planFile = 'plan.yaml';

const keys = ['name', 'description', 'template', 'environments', 'environment_merge'] as const;

/**
 * Reads what a tree of files says of itself as a plan: `plan.yaml`, or, without one, a single HOT template or one named
 * `template.yaml`. The name given wins over the one that the plan gives itself. Templates and environments are only
 * looked for, not read. Bad input gives located problems.
 */
export function readPlan(name: string | undefined, version: string, files: PlanFiles): Checked<Plan> {
  const described = files.read(planFile).kind === 'missing' ? {} : undefined;
  const reading: DocumentReading = { file: planFile, code: 'plan-form', problems: [] };
  const description: Described | undefined = described ?? readDescription(reading, files);
  if (description === undefined) return { problems: reading.problems };
  const given = name ?? description.name;
  if (given === undefined) {
    reading.problems.push(
      problem('plan-form', 'The plan has no name', { hint: 'Give a name, or write "name" in plan.yaml' }),
    );
  } else if (!namePattern.test(given)) {
    reading.problems.push(wrongName(given));
  }
  const template = description.template ?? findTemplate(files);
  if (template === undefined) reading.problems.push(noTemplate(files));
  if (given === undefined || template === undefined || hasErrors(reading.problems))
    return { problems: reading.problems };
  const value: Plan = Object.freeze({
    kind: 'Plan',
    name: given,
    version,
    ...(description.description === undefined ? {} : { description: description.description }),
    template,
    environments: description.environments ?? [],
    ...(description.merge === undefined ? {} : { merge: description.merge }),
    files,
  });
  return { value, problems: reading.problems };
}

interface Described {
  readonly name?: string;
  readonly description?: string;
  readonly template?: string;
  readonly environments?: readonly string[];
  readonly merge?: EnvironmentMerge;
}

function readDescription(reading: DocumentReading, files: PlanFiles): Described | undefined {
  const text = readTextFile(files, planFile, undefined);
  if (typeof text !== 'string') {
    reading.problems.push(text);
    return undefined;
  }
  const document = readYaml(text, planFile);
  reading.problems.push(...document.problems);
  if (document.value === undefined) return undefined;
  const entries = readEntries(reading, document.value, '', keys);
  if (entries === undefined) return undefined;
  const described: { -readonly [K in keyof Described]: Described[K] } = {};
  for (const key of ['name', 'description', 'template'] as const) {
    const entry = entries.get(key);
    const value = entry && readText(reading, entry.value, key);
    if (value === undefined || entry === undefined) continue;
    if (key !== 'template') described[key] = value;
    else described.template = readPath(reading, files, value, entry.value) ?? value;
  }
  const merge = readMerge(reading, entries.get('environment_merge')?.value);
  if (merge !== undefined) described.merge = merge;
  const environments = entries.get('environments');
  if (environments === undefined) return described;
  const paths: string[] = [];
  for (const [index, item] of (readItems(reading, environments.value, 'environments') ?? []).entries()) {
    const value = readText(reading, item, formatPath(['environments', index]));
    const path = value === undefined ? undefined : readPath(reading, files, value, item);
    if (path !== undefined) paths.push(path);
  }
  return { ...described, environments: paths };
}

function readMerge(reading: DocumentReading, node: YamlNode | undefined): EnvironmentMerge | undefined {
  if (node === undefined) return undefined;
  const value = readText(reading, node, 'environment_merge');
  if (value === undefined || value === 'server' || value === 'client') return value;
  return refuse(reading, node, 'environment_merge', `Environments are not merged by "${value}"`, 'server or client');
}

function readPath(
  reading: DocumentReading,
  files: PlanFiles,
  named: string,
  node: { readonly line: number; readonly column: number },
): string | undefined {
  const at = placeIn(reading, node);
  const path = resolvePath(planFile, named, at);
  const found = typeof path === 'string' ? readTextFile(files, path, at) : path;
  if (typeof found !== 'string') {
    reading.problems.push(found);
    return undefined;
  }
  return typeof path === 'string' ? path : refuse(reading, node, '', `"${named}" is not a path`);
}

function wrongName(name: string): Diagnostic {
  return problem('name-form', `"${name}" is not a name for a plan`, {
    expected: 'small letters, digits and hyphens, at most 63, not beginning with a hyphen',
  });
}

/** The file that is the root template where the plan does not say which. */
function findTemplate(files: PlanFiles): string | undefined {
  if (files.paths.includes('template.yaml')) return 'template.yaml';
  const candidates = files.paths.filter(
    (path) => path !== planFile && !path.includes('/') && /\.(ya?ml|template)$/.test(path),
  );
  // What is wrong with the only file there is, is told by reading it.
  if (files.paths.length === 1) return candidates[0];
  const templates = candidates.filter((path) => {
    const content = files.read(path);
    return content.kind === 'text' && /^["']?heat_template_version["']?\s*:/m.test(content.text);
  });
  return templates.length === 1 ? templates[0] : undefined;
}

function noTemplate(files: PlanFiles): Diagnostic {
  const message = files.paths.length === 0 ? 'The plan is empty' : 'The plan does not say which template is its root';
  return problem('plan-form', message, {
    expected: 'a template.yaml, a single HOT template, or "template" in plan.yaml',
  });
}
