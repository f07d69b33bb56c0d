import type { Command } from './command.ts';

const hot = () => import('../commands/hot.ts');

/** Commands for templates that are part of no plan; they need no data directory. */
export const hotCommands: readonly Command[] = [
  {
    name: 'hot batch',
    summary: 'Answer cases, a JSON object a line on standard input, as Heat would',
    operands: [],
    options: [],
    examples: [{ line: 'tyto hot batch < cases.jsonl > answers.jsonl', does: 'Many templates at once' }],
    run: async (call) => (await hot()).batch(call),
  },
];
