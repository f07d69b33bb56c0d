import { joinPath, localPath } from '../compute/local-path.ts';
import type { LooseStack } from '../compute/loose-stack.ts';
import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import type { Given } from '../hot/environment.ts';
import { readJson } from '../hot/json-reader.ts';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { lineStarts, placeAt } from '../hot/line-starts.ts';
import type { EnvironmentMerge } from '../hot/merge-environments.ts';
import { yamlValue } from '../hot/yaml-value.ts';
import type { PlanFiles } from '../plan/plan-files.ts';
import { type LocalFiles, readNamedFile } from './local-files.ts';
import type { TextOf } from './outcome.ts';

/** A template of a person's own files, and what is given with it: paths as they were named. */
export interface LooseInput {
  readonly template: string;
  readonly environments: readonly string[];
  /** A JSON file with values of parameters. */
  readonly parameters?: string;
  /** Where files are found by the very names by which templates and environments name them. */
  readonly folder?: string;
  readonly merge?: EnvironmentMerge;
}

/** Reads the values of the parameters and says where all other files are found. */
export function readLooseInput(input: LooseInput, local: LocalFiles): Checked<LooseStack> {
  const { template, environments, parameters, folder, merge = 'server' } = input;
  const unread = unreadInput(input, local);
  if (unread.length > 0) return { problems: unread };
  const files = filesFrom(local, template, folder);
  const values = parameters === undefined ? undefined : readParameters(parameters, local);
  if (values !== undefined && values.value === undefined) return { problems: values.problems };
  const value: LooseStack = {
    template,
    environments,
    parameters: values?.value ?? new Map(),
    merge,
    environmentsWin: merge === 'server' && environments.length > 1,
    files,
  };
  return { value, problems: [] };
}

/** What is wrong with the files that are named. */
function unreadInput({ template, environments, parameters, folder }: LooseInput, local: LocalFiles) {
  const named: readonly (readonly [string, string])[] = [
    [template, 'a HOT template'],
    ...environments.map((path) => [path, 'an environment'] as const),
    ...(parameters === undefined ? [] : [[parameters, valuesRole] as const]),
  ];
  const problems = named.flatMap(([path, role]) => readNamedFile(path, role, local).problems);
  return folder === undefined || local.isFolder(folder) ? problems : [...problems, noFolder(folder)];
}

const valuesRole = 'a JSON file with values of parameters';

function noFolder(folder: string): Diagnostic {
  return problem('input-file', `There is no directory "${folder}"`, {
    expected: 'the directory in which files are found by their names',
    hint: 'Check the path',
  });
}

function filesFrom(local: LocalFiles, template: string, folder: string | undefined): PlanFiles {
  const beside = folder ?? template.slice(0, template.lastIndexOf('/') + 1);
  return {
    get paths() {
      return local.list(beside === '' ? '.' : beside).map((name) => joinPath(beside, name));
    },
    read: local.read,
    locate: folder === undefined ? localPath : (_from, named) => joinPath(folder, named),
  };
}

function readParameters(path: string, local: LocalFiles): Checked<ReadonlyMap<string, Given>> {
  const { value: text, problems } = readNamedFile(path, valuesRole, local);
  if (text === undefined) return { problems };
  const node = readJson(text);
  if (node === undefined) return { problems: [notJson(path, text)] };
  const { line, column } = node;
  if (node.kind !== 'map') {
    const expected = 'an object with the values of parameters by name';
    return {
      problems: [problem('input-file', 'This is not an object', { at: { file: path, line, column }, expected })],
    };
  }
  const values = [...node.entries].map(([name, { value }]): [string, Given] => [
    name,
    { value: yamlValue(value), at: { file: path, line: value.line, column: value.column } },
  ]);
  return { value: new Map(values), problems: [] };
}

function notJson(file: string, text: string): Diagnostic {
  const fault = readJsonText(text);
  const place = fault instanceof JsonFault ? placeAt(lineStarts(text), fault.offset) : { line: 1, column: 1 };
  const message = fault instanceof JsonFault ? fault.message : 'The file is not JSON';
  return problem('json-syntax', message, { at: { file, ...place } });
}

/** The text of a file that a problem points at; what holds values is not shown. */
export function textOfLoose({ files, environments, parameters }: LooseStack): TextOf {
  const withValues = new Set([...environments, ...[...parameters.values()].map((each) => each.at.file)]);
  return (file) => {
    const content = withValues.has(file) ? undefined : files.read(file);
    return content?.kind === 'text' ? content.text : undefined;
  };
}
