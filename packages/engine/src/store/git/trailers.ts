/**
 * The text of a commit: a message, then trailers (`Name: value` lines) as the last paragraph. A newline in a trailer's
 * value becomes a space.
 */
export function formatMessage(message: string, trailers: ReadonlyMap<string, string>): string {
  const body = message.replaceAll('\0', '').trim();
  const lines = [...trailers].map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]+/g, ' ')}`);
  return [body, lines.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

/** Takes a commit's text apart again. A last paragraph that is not wholly trailers is message. */
export function parseTrailers(text: string): { message: string; trailers: ReadonlyMap<string, string> } {
  const body = text.trimEnd();
  const start = body.lastIndexOf('\n\n') + 2;
  const last = start === 1 ? body : body.slice(start);
  const matches = last.split('\n').map((line) => /^([A-Za-z][A-Za-z0-9-]*): (.*)$/.exec(line));
  const trailers = new Map<string, string>();
  for (const match of matches) {
    if (match === null) return { message: body, trailers: new Map() };
    trailers.set(match[1] ?? '', match[2] ?? '');
  }
  return { message: start === 1 ? '' : body.slice(0, start - 2).trimEnd(), trailers };
}
