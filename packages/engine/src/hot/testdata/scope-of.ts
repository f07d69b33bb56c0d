import { problem } from '../../diagnostics/diagnostic.ts';
import { Failure, type Scope } from '../scope.ts';
import type { Value } from '../value.ts';
import type { TemplateVersion } from '../version.ts';

export interface Names {
  readonly version?: TemplateVersion;
  readonly parameters?: Readonly<Record<string, Value>>;
  readonly references?: Readonly<Record<string, Value>>;
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  readonly conditions?: Readonly<Record<string, Value>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** A scope in which names mean what is written here, in the newest version unless another is. */
export function scopeOf(names: Names): Scope {
  const { parameters = {}, references = {}, attributes = {}, conditions = {}, files = {} } = names;
  return {
    file: 'test.yaml',
    version: names.version ?? '2021-04-16',
    names: {
      parameters: Object.keys(parameters),
      resources: [...new Set([...Object.keys(references), ...Object.keys(attributes)])],
      conditions: Object.keys(conditions),
    },
    parameter: (name) => get(parameters, name),
    reference: (name) => get(references, name),
    attribute(resource, attribute) {
      const all = get(attributes, resource);
      if (all === undefined) return undefined;
      return attribute === undefined ? new Map(Object.entries(all)) : get(all, attribute);
    },
    fileText: (name) => get(files, name) ?? new Failure([problem('file-missing', `There is no file "${name}"`)]),
    condition: (name) => get(conditions, name),
  };
}

function get<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
