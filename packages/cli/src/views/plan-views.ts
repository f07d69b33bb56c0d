import type { Operations } from '@tyto/engine/operations/operations.ts';
import type { ParameterSummary } from '@tyto/engine/operations/plan-operations.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { escapeJson } from '../shell/escape-json.ts';
import { fileDiffText } from './file-diff-text.ts';
import { shortCommit, shortTime } from './short-text.ts';
import { fields, table } from './table.ts';
import { valueText } from './value-text.ts';
import { jsonOf, type View } from './view.ts';

type Result<N extends keyof Operations> = Operations[N]['result'];

export const planImportView: View<Result<'plan import'>> = {
  human: ({ name, version, isNew }) =>
    isNew
      ? `Imported ${name}@${shortCommit(version)}\n`
      : `Unchanged: ${name}@${shortCommit(version)} has the same files already\n`,
  json: jsonOf('PlanImported'),
};

export const planFetchView: View<Result<'plan fetch'>> = {
  human: ({ name, version, isNew, source }) =>
    escapeControls(
      isNew
        ? `Imported ${name}@${shortCommit(version)} from ${source.url}\n`
        : `Unchanged: ${name}@${shortCommit(version)} is a version already\n`,
    ),
  json: jsonOf('PlanImported'),
};

export function planExportView(output: string): View<Result<'plan export'>> {
  return {
    human: ({ name, version }) => `Exported ${name}@${shortCommit(version)} to ${escapeControls(output)}\n`,
    json: ({ name, version }) => jsonOf('PlanExported')({ name, version, output }),
  };
}

export const planListView: View<Result<'plan list'>> = {
  human: ({ plans }, style) =>
    table(
      ['NAME', 'VERSION', 'TIME', 'DEPLOYMENTS', 'MESSAGE'],
      plans.map((plan) => [
        plan.name,
        plan.version === null ? '-' : shortCommit(plan.version),
        plan.time === null ? '-' : shortTime(plan.time),
        String(plan.deployments.length),
        (plan.message ?? '').split('\n')[0] ?? '',
      ]),
      "There are no plans; 'tyto plan import DIR --name NAME' makes one",
      style,
    ),
  json: jsonOf('PlanList'),
};

export const planShowView: View<Result<'plan show'>> = {
  human: (plan, style) =>
    [
      fields(
        [
          ['Name', plan.name],
          ['Version', plan.version],
          ['Time', shortTime(plan.time)],
          ['Message', plan.message.split('\n')[0]],
          ['Description', plan.description?.trim() ?? undefined],
          ['Template', plan.template],
          ['Environments', plan.environments.length === 0 ? undefined : plan.environments.join('\n')],
          ['Repository', plan.repository],
          ['Deployments', plan.deployments.length === 0 ? undefined : plan.deployments.join(', ')],
        ],
        style,
      ),
      `\n${table(['PARAMETER', 'TYPE', 'DEFAULT', 'DESCRIPTION'], plan.parameters.map(parameterRow), 'No parameters', style)}`,
      plan.outputs.length === 0
        ? ''
        : `\n${table(
            ['OUTPUT', 'DESCRIPTION'],
            plan.outputs.map((output) => [output.name, output.description ?? '']),
            '',
            style,
          )}`,
    ].join(''),
  json: (plan) =>
    JSON.stringify({ kind: 'Plan', formatVersion: 1, ...plan, parameters: plan.parameters.map(parameterJson) }),
};

function parameterRow(parameter: ParameterSummary): readonly string[] {
  return [
    parameter.name,
    parameter.hidden ? `${parameter.type}, hidden` : parameter.type,
    defaultText(parameter),
    parameter.description ?? '',
  ];
}

function defaultText(parameter: ParameterSummary): string {
  if (parameter.required) return '(required)';
  return parameter.default === undefined ? '(hidden)' : valueText(parameter.default, { reveal: false, limit: 40 });
}

function parameterJson(parameter: ParameterSummary): object {
  // The value itself is in the JSON Schema ('plan schema'), which has a place for it in JSON's own types.
  const { default: _default, ...rest } = parameter;
  return rest;
}

export const planLogView: View<Result<'plan log'>> = {
  human: ({ versions }, style) =>
    table(
      ['VERSION', 'TIME', 'MESSAGE'],
      versions.map((each) => [shortCommit(each.version), shortTime(each.time), each.message.split('\n')[0] ?? '']),
      'The plan has no version yet',
      style,
    ),
  json: jsonOf('PlanLog'),
};

export const planDiffView: View<Result<'plan diff'>> = {
  human: ({ diff }, style) => (diff === '' ? 'The versions do not differ\n' : fileDiffText(diff, style)),
  json: jsonOf('PlanDiff'),
};

export const planSchemaView: View<Result<'plan schema'>> = {
  human: ({ schema }) => `${escapeJson(schema)}\n`,
  json: ({ schema }) => schema,
};
