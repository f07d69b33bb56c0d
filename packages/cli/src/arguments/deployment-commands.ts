import type { Command, Option } from './command.ts';

const deployment = () => import('../commands/deployment.ts');

const inputOptions: readonly Option[] = [
  { name: 'plan', value: 'PLAN[@VERSION]', summary: 'The plan; without a version, its newest one is pinned' },
  {
    name: 'environment',
    short: 'e',
    value: 'FILE|plan:PATH',
    repeats: true,
    summary: 'An environment file (- for standard input); later ones win',
  },
  { name: 'set', value: 'NAME=VALUE', repeats: true, summary: "A parameter's value, as text" },
  {
    name: 'set-file',
    value: 'NAME=FILE|-',
    repeats: true,
    summary: "A parameter's value from a file, standard input or the terminal",
  },
  { name: 'inventory', short: 'i', value: 'FILE', summary: 'A YAML inventory of Ansible (- for standard input)' },
];

/** Commands that keep deployments and their inputs. None of them applies anything. */
export const deploymentCommands: readonly Command[] = [
  {
    name: 'deployment create',
    summary: 'Create a deployment of a plan',
    operands: [{ name: 'NAME' }],
    options: inputOptions,
    examples: [
      {
        line: 'tyto deployment create web-1 --plan web -e site.yaml --set port=8080 --inventory hosts.yaml',
        does: 'Inputs from an environment file and an argument',
      },
      {
        line: 'tyto deployment create web-1 --plan web --set-file admin_password=- -i hosts.yaml',
        does: 'A hidden parameter, asked for on the terminal',
      },
    ],
    run: async (call) => (await deployment()).createDeployment(call),
  },
  {
    name: 'deployment set',
    summary: "Change a deployment's inputs, applying nothing",
    operands: [{ name: 'NAME' }],
    options: [
      ...inputOptions,
      { name: 'unset', value: 'NAME', repeats: true, summary: 'Take back a value given by --set or --set-file' },
    ],
    examples: [
      { line: 'tyto deployment set web-1 --set backend_version=2', does: 'Change one parameter, keep the others' },
      { line: 'tyto deployment set web-1 --plan web', does: 'Move to the newest version of the plan' },
      { line: 'tyto deployment set web-1 -e plan:environments/large.yaml', does: 'Replace the list of environments' },
    ],
    run: async (call) => (await deployment()).setDeployment(call),
  },
  {
    name: 'deployment list',
    summary: 'List deployments',
    operands: [],
    options: [],
    examples: [{ line: 'tyto deployment list', does: 'Every deployment with its plan and state' }],
    run: async (call) => (await deployment()).listDeployments(call),
  },
  {
    name: 'deployment show',
    summary: "Show a deployment's inputs and what is deployed",
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto deployment show web-1', does: 'Plan, version, environments, values, nodes' }],
    run: async (call) => (await deployment()).showDeployment(call),
  },
  {
    name: 'deployment log',
    summary: "List the changes of a deployment's inputs and its revisions, newest first",
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto deployment log web-1', does: 'Inputs and applied revisions' }],
    run: async (call) => (await deployment()).logDeployment(call),
  },
  {
    name: 'deployment delete',
    summary: 'Delete a deployment of which nothing is deployed',
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto deployment delete web-1', does: "After 'tyto remove web-1'" }],
    run: async (call) => (await deployment()).deleteDeployment(call),
  },
];
