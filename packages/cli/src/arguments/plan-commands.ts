import type { Command } from './command.ts';

const plan = () => import('../commands/plan.ts');

/** Commands that keep plans and look at them. */
export const planCommands: readonly Command[] = [
  {
    name: 'plan import',
    summary: 'Import a directory, a HOT template or a git repository as a new version of a plan',
    operands: [{ name: 'DIR|TEMPLATE|URL[@REF[:DIR]]' }],
    options: [
      { name: 'name', value: 'NAME', summary: 'The name of the plan (else the one in plan.yaml)' },
      { name: 'message', short: 'm', value: 'TEXT', summary: 'What the version brings, for the log' },
    ],
    examples: [
      { line: 'tyto plan import plans/web --name web', does: 'Import a directory with a plan.yaml' },
      { line: 'tyto plan import server.yaml --name server', does: 'Import a single template' },
      {
        line: 'tyto plan import https://git.example.org/plans/web.git@v1.2 --name web',
        does: 'Import a tag, a branch or a commit of a repository, with its history',
      },
      {
        line: 'tyto plan import git@git.example.org:plans.git@main:web --name web',
        does: 'Import a directory of a repository, over ssh',
      },
    ],
    run: async (call) => (await plan()).importPlan(call),
  },
  {
    name: 'plan export',
    summary: 'Write the files of a plan into a directory or an archive',
    operands: [{ name: 'NAME[@VERSION]' }],
    options: [
      {
        name: 'output',
        short: 'o',
        value: 'DIR|FILE.tar',
        summary: 'A new or empty directory, or a new .tar or .tar.gz file',
      },
    ],
    examples: [
      { line: 'tyto plan export web -o web', does: 'The newest version, as files to work on' },
      { line: 'tyto plan export web@v1.2 -o web-1.2.tar.gz', does: 'A version, as one file to carry' },
    ],
    run: async (call) => (await plan()).exportPlan(call),
  },
  {
    name: 'plan list',
    summary: 'List plans',
    operands: [],
    options: [],
    examples: [{ line: 'tyto plan list', does: 'Every plan with its newest version' }],
    run: async (call) => (await plan()).listPlans(call),
  },
  {
    name: 'plan show',
    summary: 'Show a plan: its template, parameters, environments and outputs',
    operands: [{ name: 'NAME[@VERSION]' }],
    options: [],
    examples: [{ line: 'tyto plan show web@1f3a9c2', does: 'A plan as it was in an earlier version' }],
    run: async (call) => (await plan()).showPlan(call),
  },
  {
    name: 'plan log',
    summary: 'List the versions of a plan, newest first',
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto plan log web', does: 'All versions with date and message' }],
    run: async (call) => (await plan()).logPlan(call),
  },
  {
    name: 'plan diff',
    summary: 'Show what differs between two versions of a plan',
    operands: [{ name: 'NAME' }, { name: 'A' }, { name: 'B', optional: true }],
    options: [],
    examples: [{ line: 'tyto plan diff web 1f3a9c2', does: 'What has changed since a version' }],
    run: async (call) => (await plan()).diffPlan(call),
  },
  {
    name: 'plan schema',
    summary: "Print the JSON Schema of a plan's parameters",
    operands: [{ name: 'NAME[@VERSION]' }],
    options: [],
    examples: [{ line: 'tyto plan schema web > web.schema.json', does: 'For an editor or a form' }],
    run: async (call) => (await plan()).schemaOfPlan(call),
  },
  {
    name: 'plan delete',
    summary: 'Delete a plan that no deployment uses',
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto plan delete web', does: 'All versions of it' }],
    run: async (call) => (await plan()).deletePlan(call),
  },
];
