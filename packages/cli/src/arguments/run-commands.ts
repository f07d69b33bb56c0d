import type { Command, Option } from './command.ts';

const run = () => import('../commands/run.ts');
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
    operands: [{ name: 'RUN' }],
    options: [{ name: 'log', value: 'ADDRESS', summary: 'Print what the scripts of a resource said' }],
    examples: [{ line: 'tyto run show r7 --log frontend', does: 'Output of the scripts of one resource' }],
    run: async (call) => (await run()).showRun(call),
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
    options: resumeOptions,
    examples: [{ line: 'tyto run rollback web-1', does: 'Back to the last good revision' }],
    run: async (call) => (await run()).rollBackInterrupted(call),
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
