import type { Checked } from '@tyto/engine/diagnostics/diagnostic.ts';
import { type LocalFiles, readNamedFile, standardInput } from '@tyto/engine/operations/local-files.ts';
import type { FileContent } from '@tyto/engine/plan/plan-files.ts';
import { inputLimit, localFiles, textContent } from './local-files.ts';
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
  if (count === 1) known.set(standardInput, await inputContent(shell));
  const read = (path: string): FileContent => {
    const content = known.get(path) ?? localFiles.read(path);
    known.set(path, content);
    return content;
  };
  return { ...localFiles, read };
}

/** The text of the only file that a command is given, or of standard input; `role` is what it was to be: "a change set". */
export async function readOnlyFile(path: string, role: string, shell: Shell): Promise<Checked<string>> {
  const content = path === standardInput ? await inputContent(shell) : localFiles.read(path);
  return readNamedFile(path, role, { ...localFiles, read: () => content });
}

async function inputContent(shell: Shell): Promise<FileContent> {
  return textContent(await shell.readInput(inputLimit + 1));
}
