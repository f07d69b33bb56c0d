import type { Command } from './command.ts';

const completion = () => import('../commands/completion.ts');

/** What makes a shell complete the command line. */
export const completionCommands: readonly Command[] = [
  {
    name: 'completion',
    summary: 'Print the script that makes a shell complete the arguments of tyto',
    operands: [{ name: 'bash|zsh|fish' }],
    options: [],
    examples: [
      { line: 'tyto completion bash >> ~/.bashrc', does: 'For bash, from its next start' },
      { line: 'tyto completion zsh > "${fpath[1]}/_tyto"', does: 'For zsh' },
      { line: 'tyto completion fish > ~/.config/fish/completions/tyto.fish', does: 'For fish' },
    ],
    run: async (call) => (await completion()).printScript(call),
  },
  {
    name: 'complete',
    summary: 'Print what the last of some arguments may become',
    operands: [{ name: 'WORD', optional: true, repeats: true }],
    options: [],
    examples: [{ line: 'tyto complete -- plan show w', does: 'As the scripts of shells ask it' }],
    hidden: true,
    run: async (call) => (await completion()).complete(call),
  },
];
