import { answerLine } from '@tyto/engine/operations/hot-operations.ts';
import type { Call } from '../arguments/command.ts';

/** Answers each line of standard input by one, as they come; ends when input ends or nobody reads any more. */
export async function batch({ shell }: Call): Promise<number> {
  for await (const lines of shell.inputLines()) {
    if (shell.unread.aborted) return 0;
    const answers = lines.filter((line) => line.trim() !== '').map((line) => `${answerLine(line)}\n`);
    shell.out(answers.join(''));
  }
  return 0;
}
