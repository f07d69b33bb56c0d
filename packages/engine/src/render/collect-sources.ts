import { compareCodePoints } from '../hot/code-points.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { Template } from '../hot/template.ts';
import { isList, isMap, type Value } from '../hot/value.ts';
import { locateFile } from '../plan/resolve-path.ts';
import { templateCache } from '../plan/template-cache.ts';
import type { DeferredNode } from './revision.ts';
import { type RenderSource, registryEntries, type Sources } from './sources.ts';

/**
 * The sources that deferred nodes may come to be expanded from: the templates in which they stand and all that these and
 * the registry can lead to. What is named in a roundabout way (a path put together from pieces) is only found where the
 * registry names it too.
 */
export function collectSources(source: RenderSource, nodes: readonly DeferredNode[]): Sources {
  const { registry, parameterDefaults } = source.environment;
  const collection: Collection = { source, files: new Map(), waiting: [], named: new Set(), visited: [] };
  for (const { target, pattern, at, baseUrl } of registryEntries(registry)) {
    const base = baseUrl === undefined || baseUrl === '' ? '' : `${baseUrl.replace(/\/$/, '')}/`;
    add(collection, at.file, isTemplatePath(pattern) ? pattern : base + (target ?? ''));
  }
  for (const { files, template, inputs } of nodes) {
    for (const path of template === undefined ? files : [...files, template]) addFile(collection, path);
    nameValues(collection, inputs);
  }
  for (const { value } of parameterDefaults.values()) nameValues(collection, value);
  // Names its problems to nobody: a template that is damaged is told where it is used.
  const { template } = templateCache(source.files);
  for (let path = collection.waiting.pop(); path !== undefined; path = collection.waiting.pop()) {
    const found = template(path);
    if (found !== undefined) visit(collection, found);
  }
  const files = new Map([...collection.files].sort(([a], [b]) => compareCodePoints(a, b)));
  return Object.freeze({ files, parameterDefaults, registry });
}

interface Collection {
  readonly source: RenderSource;
  readonly files: Map<string, string>;
  /** Paths of what may be templates and has not been looked into. */
  readonly waiting: string[];
  /** Names of templates that stand somewhere as data, to be tried from every template. */
  readonly named: Set<string>;
  readonly visited: Template[];
}

function isTemplatePath(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.template');
}

function add(collection: Collection, from: string, named: string): void {
  const path = locateFile(collection.source.files, from, named);
  if (typeof path === 'string') addFile(collection, path);
}

function addFile(collection: Collection, path: string): void {
  const { files, waiting, source } = collection;
  if (files.has(path)) return;
  const content = source.files.read(path);
  if (content.kind !== 'text') return;
  files.set(path, content.text);
  if (isTemplatePath(path)) waiting.push(path);
}

function addName(collection: Collection, name: string): void {
  const { named, visited } = collection;
  if (!isTemplatePath(name) || named.has(name)) return;
  named.add(name);
  for (const template of visited) add(collection, template.file, name);
}

function nameValues(collection: Collection, value: Value): void {
  if (typeof value === 'string') addName(collection, value);
  else if (value !== null && (isList(value) || isMap(value)))
    for (const each of value.values()) nameValues(collection, each);
}

function visit(collection: Collection, template: Template): void {
  collection.visited.push(template);
  for (const name of collection.named) add(collection, template.file, name);
  for (const parameter of template.parameters.values()) nameValues(collection, parameter.default ?? null);
  const snippets: (Snippet | undefined)[] = [...template.outputs.values()].map((each) => each.value);
  for (const { type, properties, metadata } of template.resources.values()) {
    addName(collection, type);
    snippets.push(properties, metadata);
  }
  for (const snippet of snippets) if (snippet !== undefined) visitSnippet(collection, template, snippet);
}

function visitSnippet(collection: Collection, template: Template, root: Snippet): void {
  const waiting: Snippet[] = [root];
  for (let snippet = waiting.pop(); snippet !== undefined; snippet = waiting.pop()) {
    if (snippet.kind === 'literal') {
      if (typeof snippet.value === 'string') addName(collection, snippet.value);
    } else if (snippet.kind !== 'call') {
      for (const part of snippet.kind === 'list' ? snippet.items : snippet.entries.values()) waiting.push(part);
    } else {
      const { argument } = snippet;
      const isFile = snippet.function === 'get_file' && argument.kind === 'literal';
      if (isFile && typeof argument.value === 'string') add(collection, template.file, argument.value);
      waiting.push(argument);
    }
  }
}
