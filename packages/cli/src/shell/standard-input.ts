import { type LocalFiles, standardInput } from '@tyto/engine/operations/local-files.ts';
import type { FileContent } from '@tyto/engine/plan/plan-files.ts';
import { localFiles, textContent } from './local-files.ts';
import type { Shell } from './shell.ts';

/**
 * The files of the person who runs the command, each read once, with standard input under `-` where that is among the names
 * that were given. It can be read once only: the text is what is wrong where it is named twice.
 */
export async function filesWithInput(
  names: readonly (string | undefined)[],
  shell: Shell,
): Promise<LocalFiles | string> {
  const count = names.filter((each) => each === standardInput).length;
  if (count > 1) return "Standard input can be read once only, and '-' is given twice";
  const known = new Map<string, FileContent>();
  if (count === 1) known.set(standardInput, textContent(await shell.readInput()));
  const read = (path: string): FileContent => {
    const content = known.get(path) ?? localFiles.read(path);
    known.set(path, content);
    return content;
  };
  return { ...localFiles, read };
}
