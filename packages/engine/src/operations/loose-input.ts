import { joinPath, localPath } from '../compute/local-path.ts';
import type { LooseStack } from '../compute/loose-stack.ts';
import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';
import type { Given } from '../hot/environment.ts';
import { readJson } from '../hot/json-reader.ts';
import { JsonFault, readJsonText } from '../hot/json-text.ts';
import { lineStarts, placeAt } from '../hot/line-starts.ts';
import type { EnvironmentMerge } from '../hot/merge-environments.ts';
import { yamlValue } from '../hot/yaml-value.ts';
import type { FileContent, PlanFiles } from '../plan/plan-files.ts';
import { readTextFile } from '../plan/read-text-file.ts';
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

/** The files of whoever asks. */
export interface LocalFiles {
  read(path: string): FileContent;
  /** Whether a folder is there. */
  isFolder(path: string): boolean;
  /** The names in a folder; none where it cannot be read. */
  list(folder: string): readonly string[];
}

/** Reads the values of the parameters and says where all other files are found. */
export function readLooseInput(input: LooseInput, local: LocalFiles): Checked<LooseStack> {
  const { template, environments, parameters, folder, merge = 'server' } = input;
  if (folder !== undefined && !local.isFolder(folder)) return { problems: [noFolder(folder)] };
  const files = filesFrom(local, template, folder);
  const values = parameters === undefined ? undefined : readParameters(parameters, files);
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

function noFolder(folder: string): Diagnostic {
  return problem('file-missing', `There is no directory "${folder}"`, {
    expected: 'the directory in which files are found by their names',
  });
}

function filesFrom(local: LocalFiles, template: string, folder: string | undefined): PlanFiles {
  const known = new Map<string, FileContent>();
  const beside = folder ?? template.slice(0, template.lastIndexOf('/') + 1);
  return {
    get paths() {
      return local.list(beside === '' ? '.' : beside).map((name) => joinPath(beside, name));
    },
    read: (path) => {
      const content = known.get(path) ?? local.read(path);
      known.set(path, content);
      return content;
    },
    locate: folder === undefined ? localPath : (_from, named) => joinPath(folder, named),
  };
}

function readParameters(path: string, files: PlanFiles): Checked<ReadonlyMap<string, Given>> {
  const text = readTextFile(files, path, undefined);
  if (typeof text !== 'string') return { problems: [text] };
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
