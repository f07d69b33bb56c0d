import type { Findings } from './findings.ts';
import { type TemplateVersion, templateVersions, versionAliases } from './version.ts';
import type { YamlMap } from './yaml-node.ts';

const versionKeys = ['heat_template_version', 'HeatTemplateFormatVersion', 'AWSTemplateFormatVersion'];
const known: readonly string[] = [...templateVersions, ...Object.keys(versionAliases)];

/**
 * The version that a template names. Tells a version that is missing, not text, or not known, and the formats beside
 * HOT; gives nothing then. Heat: `engine/template.py`, get_version.
 */
export function parseTemplateVersion(template: YamlMap, findings: Findings): TemplateVersion | undefined {
  const key = versionKeys.find((each) => typeof textOf(template, each) === 'string');
  if (key !== undefined && key !== 'heat_template_version') return refuseOther(key, template, findings);
  const other = versionKeys.slice(1).find((each) => typeof textOf(template, each) === 'string');
  if (key !== undefined && other !== undefined) return refuseOther(other, template, findings);
  const text = textOf(template, 'heat_template_version');
  const version = typeof text === 'string' ? versionOf(text) : undefined;
  if (version !== undefined) return version;
  const entry = template.entries.get('heat_template_version');
  const message =
    entry === undefined
      ? 'The template names no version'
      : typeof text === 'string'
        ? `The template version "${text}" does not exist`
        : 'The template version is not a date or a name';
  const details =
    typeof text === 'string'
      ? findings.suggest(text, known)
      : { expected: `a line "heat_template_version: ${templateVersions.at(-1)}", or an earlier version` };
  findings.error('template-version', message, entry?.value ?? template, ['heat_template_version'], details);
  return undefined;
}

function textOf(template: YamlMap, key: string): unknown {
  const node = template.entries.get(key)?.value;
  return node?.kind === 'scalar' ? node.value : undefined;
}

function versionOf(text: string): TemplateVersion | undefined {
  return (
    templateVersions.find((each) => each === text) ??
    (Object.hasOwn(versionAliases, text) ? versionAliases[text] : undefined)
  );
}

function refuseOther(key: string, template: YamlMap, findings: Findings): undefined {
  const format = key === 'AWSTemplateFormatVersion' ? 'CloudFormation' : 'CloudFormation-compatible';
  findings.error(
    'template-version',
    `This is a ${format} template ("${key}"), which is not read`,
    template.entries.get(key) ?? template,
    [key],
    {
      expected: 'a HOT template, with "heat_template_version"',
      hint: 'Write the template in HOT',
    },
  );
}
