import type { Command, Option } from './command.ts';
import { looseOptions } from './loose-options.ts';

const revision = () => import('../commands/revision.ts');
const apply = () => import('../commands/apply.ts');

const changeOptions: readonly Option[] = [
  { name: 'revision', value: 'REV', summary: 'An earlier revision instead of the present inputs' },
  { name: 'replace', value: 'ADDRESS', repeats: true, summary: 'Replace a resource even if nothing of it changes' },
];

const partOptions: readonly Option[] = [
  {
    name: 'target',
    value: 'ADDRESS',
    repeats: true,
    summary: 'Only this resource, nested stack or group, and what it requires',
  },
  {
    name: 'exclude',
    value: 'ADDRESS',
    repeats: true,
    summary: 'All but this resource, nested stack or group, and what depends on it',
  },
];

const viewOptions: readonly Option[] = [
  { name: 'no-diff', summary: 'Leave out the differences of the rendered files' },
  { name: 'show-secrets', summary: 'Print secrets in clear' },
];

const runOptions: readonly Option[] = [
  { name: 'yes', short: 'y', summary: 'Do not ask' },
  { name: 'parallel', value: 'N', summary: 'At most so many actions at a time (else 10)' },
  { name: 'timeout', value: 'SECONDS', summary: 'Time for the whole run' },
  { name: 'action-timeout', value: 'SECONDS', summary: 'Time for each action (else 3600)' },
];

/** Commands that go from inputs to a revision, a change set and a run. */
export const revisionCommands: readonly Command[] = [
  {
    name: 'render',
    summary: 'Render the configuration of a deployment into a revision',
    operands: [{ name: 'NAME' }],
    options: [
      { name: 'output', short: 'o', value: 'DIR', summary: 'Write the tree into a directory that is new or empty' },
    ],
    examples: [{ line: 'tyto render web-1 -o tree', does: 'Look at every file that would be deployed' }],
    run: async (call) => (await revision()).render(call),
  },
  {
    name: 'validate',
    summary: "Check a deployment's plan and inputs, or a HOT template, and report every problem",
    operands: [{ name: 'NAME|TEMPLATE' }],
    options: looseOptions,
    examples: [
      { line: 'tyto validate web-1', does: 'All errors at once, each with file, line and column' },
      { line: 'tyto validate site.yaml -e lab.yaml', does: 'A template of your own, with an environment' },
      { line: 'tyto validate - < site.yaml', does: 'A template from standard input' },
    ],
    run: async (call) => (await revision()).validate(call),
  },
  {
    name: 'preview',
    summary: 'Show what apply would change',
    operands: [{ name: 'NAME' }],
    options: [
      ...changeOptions,
      ...partOptions,
      { name: 'remove', summary: 'What removing the deployment would do' },
      { name: 'check', summary: 'Ask the nodes, by playbooks in check mode, what would change on them' },
      { name: 'out', value: 'FILE', summary: 'Keep the change set in a file, for apply' },
      { name: 'detailed-exitcode', summary: 'Exit with 2 when there are changes' },
      ...viewOptions,
    ],
    examples: [
      { line: 'tyto preview web-1', does: 'What the present inputs would change' },
      {
        line: 'tyto preview web-1 --out changes.json',
        does: "To apply exactly this later: 'tyto apply web-1 changes.json'",
      },
      { line: 'tyto preview web-1 --revision 1f3a9c2', does: 'What going back to an earlier revision would change' },
      { line: 'tyto preview web-1 --check', does: "The nodes' own answer beside it" },
      { line: 'tyto preview web-1 --target backend', does: 'What changing the back end alone would take' },
    ],
    run: async (call) => (await revision()).preview(call),
  },
  {
    name: 'apply',
    summary: 'Preview, ask, and apply',
    operands: [{ name: 'NAME' }, { name: 'FILE', optional: true }],
    options: [
      ...changeOptions,
      ...partOptions,
      ...runOptions,
      { name: 'no-rollback', summary: 'Leave what a failed run has reached as it is' },
      ...viewOptions,
    ],
    examples: [
      { line: 'tyto apply web-1', does: 'Apply the present inputs' },
      { line: 'tyto apply web-1 -y --timeout 600', does: 'Without asking, for at most ten minutes' },
      { line: 'tyto apply web-1 changes.json -y', does: 'Exactly the change set that was reviewed' },
      { line: 'tyto apply web-1 --exclude database', does: 'All but the database and what depends on it' },
    ],
    run: async (call) => (await apply()).apply(call),
  },
  {
    name: 'remove',
    summary: 'Take away all that is deployed of a deployment',
    operands: [{ name: 'NAME' }],
    options: [...runOptions, ...viewOptions],
    examples: [{ line: 'tyto remove web-1', does: 'Preview, ask, and remove' }],
    run: async (call) => (await apply()).remove(call),
  },
];
