import { compareCodePoints } from '../hot/code-points.ts';
import type { Given } from '../hot/environment.ts';
import { marksOf, plain } from '../hot/marks.ts';
import type { Snippet } from '../hot/snippet.ts';
import type { Template } from '../hot/template.ts';
import { isList, isMap, Tainted, type Value } from '../hot/value.ts';
import { locateFile } from '../plan/resolve-path.ts';
import { templateCache } from '../plan/template-cache.ts';
import type { Rendering } from './rendering.ts';
import type { DeferredNode } from './revision.ts';
import { type RenderSource, registryEntries, type Sources } from './sources.ts';

/**
 * The sources that deferred nodes may come to be expanded from: all that they and the registry can lead to. What is named
 * in a roundabout way (a path put together from pieces) is only found where the registry names it too. What a hidden
 * parameter has in clear is kept as a secret.
 */
export function collectSources(rendering: Rendering, nodes: readonly DeferredNode[]): Sources {
  const source = rendering.stack;
  const { registry, parameterDefaults } = source.environment;
  const collection: Collection = { source, texts: new Map(), waiting: [], named: new Set(), from: new Set() };
  for (const { target, pattern, at, baseUrl } of registryEntries(registry)) {
    const base = baseUrl === undefined || baseUrl === '' ? '' : `${baseUrl.replace(/\/$/, '')}/`;
    add(collection, at.file, isTemplatePath(pattern) ? pattern : base + (target ?? ''));
  }
  for (const { files, template, type, inputs } of nodes) {
    nameFrom(collection, files.at(-1) ?? '');
    if (template !== undefined) addTemplate(collection, template);
    nameValues(collection, [type, inputs]);
  }
  for (const { value } of parameterDefaults.values()) nameValues(collection, value);
  // Tells its problems to nobody: those of a template are told where it is used.
  const { template } = templateCache(source.files);
  const found = new Map<string, Template>();
  for (let path = collection.waiting.pop(); path !== undefined; path = collection.waiting.pop()) {
    const next = template(path);
    if (next === undefined) continue;
    found.set(path, next);
    visit(collection, next);
  }
  return Object.freeze({ ...withoutSecrets(rendering, collection.texts, found), registry });
}

interface Collection {
  readonly source: RenderSource;
  readonly texts: Map<string, string>;
  /** Paths of what may be templates and has not been looked into. */
  readonly waiting: string[];
  /** Names of templates that stand somewhere as data, to be tried from every file that may use them. */
  readonly named: Set<string>;
  readonly from: Set<string>;
}

function isTemplatePath(name: string): boolean {
  return name.endsWith('.yaml') || name.endsWith('.template');
}

function add(collection: Collection, from: string, named: string): void {
  const path = locateFile(collection.source.files, from, named);
  if (typeof path === 'string') addFile(collection, path);
}

function addFile(collection: Collection, path: string): void {
  const { texts, waiting, source } = collection;
  if (texts.has(path)) return;
  const content = source.files.read(path);
  if (content.kind !== 'text') return;
  texts.set(path, content.text);
  if (isTemplatePath(path)) waiting.push(path);
}

/** A template that is no file stands in the inputs of who uses it; only what it leads to comes along. */
function addTemplate(collection: Collection, path: string): void {
  const { source } = collection;
  const isFile = source.files.read(path).kind !== 'missing';
  const inline = isFile ? undefined : source.templates.template(path);
  if (isFile) addFile(collection, path);
  if (inline !== undefined) visit(collection, inline);
}

function addName(collection: Collection, name: string): void {
  const { named, from } = collection;
  if (!isTemplatePath(name) || named.has(name)) return;
  named.add(name);
  for (const file of from) add(collection, file, name);
}

function nameFrom(collection: Collection, file: string): void {
  if (collection.from.has(file)) return;
  collection.from.add(file);
  for (const name of collection.named) add(collection, file, name);
}

function nameValues(collection: Collection, value: Value): void {
  if (typeof value === 'string') addName(collection, value);
  else if (value !== null && (isList(value) || isMap(value)))
    for (const each of value.values()) nameValues(collection, each);
}

function visit(collection: Collection, template: Template): void {
  nameFrom(collection, template.file);
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

/** The texts, and the defaults that an environment gives, with what hidden parameters have in clear as secrets. */
function withoutSecrets(
  { deployment, secrets, stack }: Rendering,
  texts: ReadonlyMap<string, string>,
  templates: ReadonlyMap<string, Template>,
): Pick<Sources, 'files' | 'parameterDefaults'> {
  const secret = (name: string, value: Value): Tainted =>
    new Tainted(value, secrets.secretFor(`${deployment}/sources/${name}`, value));
  const files = new Map<string, string | Tainted>([...texts].sort(([a], [b]) => compareCodePoints(a, b)));
  const parameterDefaults = new Map<string, Given>(stack.environment.parameterDefaults);
  for (const [path, { parameters }] of templates) {
    const hidden = [...parameters.values()].filter((each) => each.hidden);
    const text = texts.get(path) ?? '';
    if (hidden.some((each) => (each.default ?? '') !== '')) files.set(path, secret(path, text));
    for (const { name } of hidden) {
      const given = parameterDefaults.get(name);
      if (given === undefined || given.value === null || given.value === '' || marksOf(given.value) !== plain) continue;
      parameterDefaults.set(name, { ...given, value: secret(`parameter_defaults.${name}`, given.value) });
    }
  }
  return { files, parameterDefaults };
}
