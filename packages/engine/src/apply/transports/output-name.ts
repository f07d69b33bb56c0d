/**
 * Whether an output can have this name: it becomes part of a file's name, so it holds no slash and no NUL, and is not
 * longer than file systems allow.
 */
export function isOutputName(name: string): boolean {
  return name !== '' && !/[/\0]/.test(name) && Buffer.byteLength(`outputs.${name}`) <= 255;
}

/** A name of an output that could lead out of its directory is a bug of who asks for it, and throws. */
export function checkOutputNames(names: readonly string[]): void {
  const bad = names.find((name) => !isOutputName(name));
  if (bad !== undefined) throw new Error(`not the name of an output: ${JSON.stringify(bad)}`);
}
