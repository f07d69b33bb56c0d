import { dirname, normalize } from 'node:path';
import type { Repository } from './repository.ts';

/** A template as it was found, with the files that it names. */
export interface FoundTemplate {
  readonly name: string;
  readonly template: string;
  readonly files: Readonly<Record<string, string>>;
}

const versionKey = /^\s*["']?(?:heat_template_version|HeatTemplateFormatVersion|AWSTemplateFormatVersion)["']?\s*:/m;

/** Every template of a repository, of Heat's own form and of that of AWS. */
export function foundTemplates(repository: Repository): FoundTemplate[] {
  return repository.paths.flatMap((path): FoundTemplate[] => {
    if (!/\.(?:yaml|yml|template|json)$/.test(path)) return [];
    const template = repository.read(path) ?? '';
    return versionKey.test(template) ? [{ name: path, template, files: namedFiles(repository, path, template) }] : [];
  });
}

const names = /(?:\bget_file["']?\s*:|\btype["']?\s*:)\s*["']?([^\s"',}\]]+)/g;

/** The files that a template names, and those that these name, by the very names; a file is looked up beside its user. */
function namedFiles(repository: Repository, path: string, text: string): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  const waiting: [string, string][] = [[path, text]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [from, content] = next;
    for (const [, name = ''] of content.matchAll(names)) {
      if (name in files) continue;
      const target = normalize(`${dirname(from)}/${name}`);
      const found = repository.read(target);
      if (found === undefined) continue;
      files[name] = found;
      if (/\.(?:yaml|template)$/.test(name)) waiting.push([target, found]);
    }
  }
  return files;
}
