import type { Operations } from '@tyto/engine/operations/operations.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import { shortCommit, shortTime } from './short-text.ts';
import { fields, table } from './table.ts';
import { jsonOf, type View } from './view.ts';

type Result<N extends keyof Operations> = Operations[N]['result'];

export const inputsWrittenView: View<Result<'deployment set'>> = {
  human: ({ deployment, plan, commit, changes }) => {
    if (changes.length === 0) return `Unchanged: the inputs of '${deployment}' are as they were\n`;
    const lines = changes.map((each) => `  ${each.what}: ${each.old ?? '(none)'} → ${each.new ?? '(none)'}`);
    return `${escapeControls(
      [
        `Inputs of '${deployment}' (${shortCommit(commit)}), plan ${plan.name}@${shortCommit(plan.version)}:`,
        ...lines,
        `Nothing is applied yet; 'tyto preview ${deployment}' shows what would change`,
      ].join('\n'),
    )}\n`;
  },
  json: jsonOf('InputsWritten'),
};

export const deploymentListView: View<Result<'deployment list'>> = {
  human: ({ deployments }, style) =>
    table(
      ['NAME', 'PLAN', 'REVISION', 'RESOURCES', 'LAST RUN'],
      deployments.map((each) => [
        each.name,
        planText(each.plan),
        each.revision === null ? '-' : shortCommit(each.revision),
        String(each.resources),
        each.run === null ? '-' : `${each.run.id} ${each.run.status}`,
      ]),
      "There are no deployments; 'tyto deployment create NAME --plan PLAN --inventory FILE' makes one",
      style,
    ),
  json: jsonOf('DeploymentList'),
};

export const deploymentShowView: View<Result<'deployment show'>> = {
  human: (shown, style) =>
    [
      fields(
        [
          ['Name', shown.name],
          ['Plan', planText(shown.plan)],
          ['Inputs', `${shortCommit(shown.inputs)}, ${shortTime(shown.time)}`],
          ['Environments', shown.environments.length === 0 ? undefined : shown.environments.join('\n')],
          ['Nodes', shown.nodes.length > 20 ? String(shown.nodes.length) : shown.nodes.join(', ')],
          ['Revision', shown.revision === null ? 'nothing is applied' : shortCommit(shown.revision)],
          ['Resources', String(shown.resources)],
          ['Last run', shown.run === null ? undefined : `${shown.run.id} ${shown.run.status}`],
          ['Held by', shown.lock === null ? undefined : `run ${shown.lock.run} since ${shortTime(shown.lock.since)}`],
        ],
        style,
      ),
      shown.parameters.length === 0
        ? ''
        : `\n${table(
            ['SET', 'VALUE'],
            shown.parameters.map(({ name, value }) => [name, value === null ? '(secret)' : JSON.stringify(value)]),
            '',
            style,
          )}`,
    ].join(''),
  json: jsonOf('Deployment'),
};

export const deploymentLogView: View<Result<'deployment log'>> = {
  human: ({ entries }, style) =>
    table(
      ['WHAT', 'COMMIT', 'TIME', 'MESSAGE'],
      entries.map((each) => [
        each.what,
        shortCommit(each.commit),
        shortTime(each.time),
        each.message.split('\n')[0] ?? '',
      ]),
      'Nothing has happened yet',
      style,
    ),
  json: jsonOf('DeploymentLog'),
};

function planText(plan: { readonly name: string; readonly version: string } | null): string {
  return plan === null ? '-' : `${plan.name}@${shortCommit(plan.version)}`;
}
