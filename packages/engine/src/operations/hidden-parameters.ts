import { type Checked, type Diagnostic, hasErrors, type Position } from '../diagnostics/diagnostic.ts';
import { type FoundScalar, findScalars } from '../hot/find-scalars.ts';
import { lineStarts, placeAt } from '../hot/line-starts.ts';
import { replaceWithSecretTags, type SecretReplacement, secretTag } from '../hot/secret-tags.ts';
import type { Secret, Value } from '../hot/value.ts';
import { readYaml } from '../hot/yaml-reader.ts';
import { yamlValue } from '../hot/yaml-value.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { templateCache } from '../plan/template-cache.ts';

/** Keeps a value as a secret and gives what stands for it. */
export type KeepSecret = (name: string, value: Value) => Secret;

/** The names of all parameters that some template among the files hides. */
export function hiddenParameters(files: PlanFiles): ReadonlySet<string> {
  const templates = templateCache(files);
  const hidden = new Set<string>();
  for (const path of files.paths) {
    const content = /\.(ya?ml|template)$/.test(path) ? files.read(path) : undefined;
    // Most templates hide nothing, and need not be parsed to know.
    if (content?.kind !== 'text' || !/heat_template_version[\s\S]*hidden/.test(content.text)) continue;
    for (const schema of templates.template(path)?.parameters.values() ?? []) {
      if (schema.hidden) hidden.add(schema.name);
    }
  }
  return hidden;
}

/** A text without its secrets, and where its places were before. */
export interface TakenOut {
  readonly text: string;
  /** The place in the text as it was given. */
  readonly before: (at: Position) => Position;
}

/** Takes the values of hidden parameters out of an environment's text; secrets' tags take their places. */
export function hideInEnvironment(
  text: string,
  file: string,
  hidden: ReadonlySet<string>,
  nameOf: (path: readonly string[]) => string,
  keep: KeepSecret,
): Checked<TakenOut> {
  if (hidden.size === 0) return { value: { text, before: (at) => at }, problems: [] };
  const found = findScalars(text, file, (path, tag) => {
    const [section, parameter] = path;
    const isValue = path.length === 2 && (section === 'parameters' || section === 'parameter_defaults');
    return isValue && tag !== secretTag && parameter !== undefined && hidden.has(parameter);
  });
  return takeOut(text, file, found, nameOf, keep);
}

/** Takes what was found out of a text; secrets' tags take its place. Nulls stay: they mean that nothing is given. */
export function takeOut(
  text: string,
  file: string,
  found: Checked<readonly FoundScalar[]>,
  nameOf: (path: readonly string[]) => string,
  keep: KeepSecret,
): Checked<TakenOut> {
  if (found.value === undefined || hasErrors(found.problems)) return { problems: found.problems };
  const problems: Diagnostic[] = [...found.problems];
  const replacements = found.value.flatMap((each) => {
    const read = valueOfScalar(each, file);
    problems.push(...read.problems);
    if (read.value === undefined || read.value === null) return [];
    const { name, version } = keep(nameOf(each.path), read.value);
    return [{ start: each.start, end: each.end, name, version }];
  });
  if (hasErrors(problems)) return { problems };
  const written = replaceWithSecretTags(text, replacements);
  return { value: { text: written, before: placesBefore(text, written, replacements) }, problems };
}

/** What stood in front of a replacement moved with those before it; what it replaced began where it begins. */
function placesBefore(
  text: string,
  written: string,
  replacements: readonly SecretReplacement[],
): (at: Position) => Position {
  const changes = replacements.map((each) => ({
    end: each.end,
    start: each.start,
    grown: replaceWithSecretTags(text, [each]).length - text.length,
  }));
  changes.sort((a, b) => a.start - b.start);
  const [oldLines, newLines] = [lineStarts(text), lineStarts(written)];
  return (at) => {
    const offset = (newLines[at.line - 1] ?? 0) + at.column - 1;
    let moved = 0;
    for (const { start, end, grown } of changes) {
      if (offset < start + moved) break;
      if (offset < end + moved + grown) return { ...at, ...placeAt(oldLines, start) };
      moved += grown;
    }
    return { ...at, ...placeAt(oldLines, offset - moved) };
  };
}

function valueOfScalar(found: FoundScalar, file: string): Checked<Value> {
  if (found.form === 'text' || found.tag !== undefined) return { value: found.text, problems: [] };
  const read = readYaml(found.text, file);
  return read.value === undefined ? { problems: read.problems } : { value: yamlValue(read.value), problems: [] };
}
