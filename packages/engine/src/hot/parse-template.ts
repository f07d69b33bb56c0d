import type { Checked } from '../diagnostics/diagnostic.ts';
import { Findings } from './findings.ts';
import { parseConditions } from './parse-conditions.ts';
import { parseOutputs } from './parse-outputs.ts';
import { parseParameterGroups } from './parse-parameter-groups.ts';
import { parseParameterSchemas } from './parse-parameter-schema.ts';
import { parseResources } from './parse-resources.ts';
import { type FunctionsOf, SnippetParser } from './parse-snippet.ts';
import { parseTemplateVersion } from './parse-template-version.ts';
import { readDocument } from './read-document.ts';
import { warnOfRepeatedKeys } from './repeated-keys.ts';
import type { Template } from './template.ts';
import { atLeast, type TemplateVersion } from './version.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';

const sections = ['heat_template_version', 'description', 'parameter_groups', 'parameters', 'resources', 'outputs'];

/**
 * Reads a HOT template, from YAML or JSON, with everything that can be known to be wrong without values: all problems at
 * once, each with its place. Where only parts are wrong the rest is given all the same; a template without a version
 * gives nothing. Heat: `hot/template.py`, `template_common.py`, `parameters.py`, wallaby.
 */
export function parseTemplate(text: string, file: string, functionsOf: FunctionsOf): Checked<Template> {
  const document = readDocument(text, file);
  if (document.value === undefined) return { problems: document.problems };
  const findings = new Findings(file);
  const top = findings.map('template-section', document.value, [], 'a map with "heat_template_version"');
  const version = top === undefined ? undefined : parseTemplateVersion(top, findings);
  if (top === undefined || version === undefined) return { problems: findings.problems };
  const value = parseSections(top, version, functionsOf, findings);
  warnOfRepeatedKeys(document.value, findings);
  return { value, problems: findings.inOrder() };
}

function parseSections(top: YamlMap, version: TemplateVersion, functionsOf: FunctionsOf, findings: Findings): Template {
  checkSections(top, version, findings);
  const section = (name: string): YamlNode | undefined => top.entries.get(name)?.value;
  const snippets = new SnippetParser(functionsOf(version), findings);
  const parameters = parseParameterSchemas(section('parameters'), version, findings);
  const parameterGroups = parseParameterGroups(section('parameter_groups'), parameters.names, findings);
  const conditions = atLeast(version, '2016-10-14')
    ? parseConditions(section('conditions'), snippets, findings)
    : { definitions: new Map(), names: new Set<string>() };
  const context = { version, snippets, findings, conditions: conditions.names };
  const resources = parseResources(section('resources'), parameters.names, context);
  const outputs = parseOutputs(section('outputs'), context);
  const description = section('description');
  return Object.freeze({
    kind: 'Template',
    file: findings.file,
    version,
    ...(description?.kind === 'scalar' && typeof description.value === 'string'
      ? { description: description.value }
      : {}),
    parameters: parameters.schemas,
    parameterGroups,
    conditions: conditions.definitions,
    resources,
    outputs,
  } satisfies Template);
}

function checkSections(top: YamlMap, version: TemplateVersion, findings: Findings): void {
  const hasConditions = atLeast(version, '2016-10-14');
  const allowed = hasConditions ? [...sections, 'conditions'] : sections;
  for (const [name, entry] of top.entries) {
    if (allowed.includes(name)) continue;
    const details =
      name === 'conditions'
        ? { expected: 'heat_template_version: 2016-10-14 or later' }
        : findings.suggest(name, allowed);
    const message = name === 'conditions' ? `Version ${version} has no conditions` : `There is no section "${name}"`;
    findings.error('template-section', message, entry, [name], details);
  }
}
