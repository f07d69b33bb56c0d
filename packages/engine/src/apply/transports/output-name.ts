/**
 * Whether an output can have this name: it becomes part of a file's name, so it holds no slash and no NUL, and is not
 * longer than file systems allow.
 */
export function isOutputName(name: string): boolean {
  return name !== '' && !/[/\0]/.test(name) && Buffer.byteLength(`outputs.${name}`) <= 255;
}
