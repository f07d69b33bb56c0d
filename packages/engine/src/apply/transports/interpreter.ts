/**
 * The command that a program's text is given to, from its `#!` line as Linux reads it: the interpreter's path, then all
 * that follows the first blank as one argument. A text without such a line is run by `/bin/sh`. A path without a slash
 * is relative to the working directory, as for the kernel, and never looked up.
 */
export function interpreterOf(text: string): readonly string[] {
  const [, path, argument] = /^#![ \t]*([^ \t\n]+)[ \t]*([^\n]*)/.exec(text) ?? [];
  if (path === undefined) return ['/bin/sh'];
  const rest = argument?.replace(/[ \t]+$/, '') ?? '';
  const command = path.includes('/') ? path : `./${path}`;
  return rest === '' ? [command] : [command, rest];
}
