import type { Command, Option } from './command.ts';
import { looseOptions } from './loose-options.ts';

const hot = () => import('../commands/hot.ts');

const wantedOptions: readonly Option[] = [
  {
    name: 'to',
    value: 'FILE',
    summary: 'The template that the stack is updated to (- for standard input; else the same)',
  },
  {
    name: 'to-environment',
    value: 'FILE',
    repeats: true,
    summary: 'An environment of the update, later ones over earlier ones (else those of -e)',
  },
  { name: 'to-params', value: 'FILE', summary: 'Values of parameters of the update (else those of -p)' },
];

/** Commands for templates that are part of no plan; they need no data directory. */
export const hotCommands: readonly Command[] = [
  {
    name: 'hot outputs',
    summary: 'Compute the outputs of a HOT template, whatever needs no node',
    operands: [{ name: 'TEMPLATE' }],
    options: looseOptions,
    examples: [
      { line: 'tyto hot outputs site.yaml -e lab.yaml -p values.json', does: 'As JSON; exits with 1 when one fails' },
      {
        line: 'tyto hot outputs - < site.yaml',
        does: 'From standard input; files it names are found here',
      },
    ],
    run: async (call) => (await hot()).outputs(call),
  },
  {
    name: 'hot preview',
    summary: 'Show what Heat would do to update a stack of a template',
    operands: [{ name: 'TEMPLATE' }],
    options: [...looseOptions, ...wantedOptions],
    examples: [
      { line: 'tyto hot preview site.yaml --to next.yaml', does: 'To another template with the same inputs' },
      { line: 'tyto hot preview site.yaml -p now.json --to-params then.json', does: 'To other values' },
    ],
    run: async (call) => (await hot()).preview(call),
  },
  {
    name: 'hot eval',
    summary: 'Evaluate an expression as it would stand in a HOT template',
    operands: [{ name: 'EXPRESSION' }],
    options: [
      {
        name: 'template',
        short: 't',
        value: 'FILE',
        summary: 'The template (- for standard input) in which names mean something',
      },
      ...looseOptions,
      { name: 'version', value: 'VERSION', summary: "The template version (else the template's, else the latest)" },
    ],
    examples: [
      { line: 'tyto hot eval \'{str_split: [",", "a,b"]}\'', does: 'Try a function' },
      { line: "tyto hot eval '{get_attr: [web, value]}' -t site.yaml", does: 'Look into a stack' },
    ],
    run: async (call) => (await hot()).evaluate(call),
  },
  {
    name: 'hot batch',
    summary: 'Answer cases, a JSON object a line on standard input, as Heat would',
    operands: [],
    options: [],
    examples: [{ line: 'tyto hot batch < cases.jsonl > answers.jsonl', does: 'Many templates at once' }],
    run: async (call) => (await hot()).batch(call),
  },
];
