import type { Command, Option } from './command.ts';

const run = () => import('../commands/run.ts');
const events = () => import('../commands/events.ts');
const resource = () => import('../commands/resource.ts');

const resumeOptions: readonly Option[] = [
  { name: 'parallel', value: 'N', summary: 'At most so many actions at a time (else 10)' },
  { name: 'timeout', value: 'SECONDS', summary: 'Time for the rest of the run' },
  { name: 'action-timeout', value: 'SECONDS', summary: 'Time for each action (else 3600)' },
];

/** Commands that look at runs and at what is deployed, and take up what was interrupted. */
export const runCommands: readonly Command[] = [
  {
    name: 'run list',
    summary: 'List runs, newest first',
    operands: [{ name: 'NAME', optional: true }],
    options: [],
    examples: [{ line: 'tyto run list web-1', does: 'The runs of one deployment' }],
    run: async (call) => (await run()).listRuns(call),
  },
  {
    name: 'run show',
    summary: 'Show what a run did',
    operands: [{ name: 'RUN|NAME' }],
    options: [{ name: 'log', value: 'ADDRESS', summary: 'Print what the scripts of a resource said' }],
    examples: [
      { line: 'tyto run show web-1', does: 'The latest run of a deployment' },
      { line: 'tyto run show r7 --log frontend', does: 'Output of the scripts of one resource' },
    ],
    run: async (call) => (await run()).showRun(call),
  },
  {
    name: 'run cancel',
    summary: 'Stop a run that goes on in another process: what runs is let finish, nothing more is started',
    operands: [{ name: 'RUN|NAME' }],
    options: [
      { name: 'rollback', summary: 'Then undo what it did' },
      { name: 'now', summary: 'Do not wait for what runs: resuming the run waits for it then, --rollback ends it' },
    ],
    examples: [
      { line: 'tyto run cancel web-1', does: "The deployment's run, to be resumed or rolled back later" },
      { line: 'tyto run cancel r7 --now --rollback', does: 'Stop at once and go back to the last good revision' },
    ],
    run: async (call) => (await run()).cancelRun(call),
  },
  {
    name: 'run resume',
    summary: 'Finish an interrupted run',
    operands: [{ name: 'RUN|NAME' }],
    options: resumeOptions,
    examples: [{ line: 'tyto run resume web-1', does: 'The unfinished run of a deployment' }],
    run: async (call) => (await run()).resumeInterrupted(call),
  },
  {
    name: 'run rollback',
    summary: 'Undo an interrupted run',
    operands: [{ name: 'RUN|NAME' }],
    options: [...resumeOptions, { name: 'now', summary: 'End what still runs on nodes, instead of waiting for it' }],
    examples: [{ line: 'tyto run rollback web-1', does: 'Back to the last good revision' }],
    run: async (call) => (await run()).rollBackInterrupted(call),
  },
  {
    name: 'events',
    summary: 'Print what runs do, as it is written into their journals',
    operands: [{ name: 'NAME', optional: true }],
    options: [
      { name: 'follow', short: 'f', summary: 'Go on with what comes, until ^C' },
      {
        name: 'since',
        value: 'RUN|TIME',
        summary: 'From a run, a time or so long ago (10m, 2h); else from the latest run',
      },
    ],
    examples: [
      { line: 'tyto events -f', does: 'Follow the runs of all deployments, of other processes too' },
      { line: 'tyto events web-1 --since 2h', does: 'What was done to a deployment in the last two hours' },
      { line: 'tyto events --json --since r7', does: 'For a program: a line of JSON for each event' },
    ],
    run: async (call) => (await events()).events(call),
  },
  {
    name: 'resource list',
    summary: 'List what is deployed of a deployment',
    operands: [{ name: 'NAME' }],
    options: [],
    examples: [{ line: 'tyto resource list web-1', does: 'Every resource with its node and state' }],
    run: async (call) => (await resource()).listResources(call),
  },
  {
    name: 'resource show',
    summary: 'Show a deployed resource: properties, inputs and attributes',
    operands: [{ name: 'NAME' }, { name: 'ADDRESS' }],
    options: [{ name: 'show-secrets', summary: 'Print secrets in clear' }],
    examples: [{ line: 'tyto resource show web-1 backend', does: 'As it was last acted on' }],
    run: async (call) => (await resource()).showResource(call),
  },
  {
    name: 'resource forget',
    summary: 'Let a deployed resource go as it is: nothing is run for it, and it is no longer known',
    operands: [{ name: 'NAME' }, { name: 'ADDRESS|INSTANCE' }],
    options: [{ name: 'yes', short: 'y', summary: 'Do not ask' }],
    examples: [
      { line: 'tyto resource forget web-1 old_queue', does: 'What is left over and cannot be removed' },
      { line: 'tyto resource forget web-1 group/0/backend -y', does: 'Somebody else has it from now on' },
    ],
    run: async (call) => (await resource()).forgetResource(call),
  },
  {
    name: 'outputs',
    summary: "Print a deployment's outputs",
    operands: [{ name: 'NAME' }, { name: 'OUTPUT', optional: true }],
    options: [
      { name: 'raw', summary: 'Print the text of one output and nothing else' },
      { name: 'show-secrets', summary: 'Print secrets in clear' },
    ],
    examples: [{ line: 'tyto outputs web-1 url --raw', does: 'For a script' }],
    run: async (call) => (await resource()).outputs(call),
  },
];
