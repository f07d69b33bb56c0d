import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { escapeJson } from './escape-json.ts';
import { linesOf } from './lines-of.ts';
import type { Shell } from './shell.ts';
import { colourStyle, plainStyle, type Style } from './style.ts';

/** The shell of this process: its streams, environment and terminal. */
export function processShell(options: ReadonlyMap<string, readonly string[]>): Shell {
  const unread = new AbortController();
  const out = writer(process.stdout, (error) => {
    unread.abort();
    tellUnwritten(error);
  });
  return {
    json: options.has('json'),
    data: dataDirectory(options.get('data')?.at(-1)),
    out,
    outJson: (json) => out(`${escapeJson(json)}\n`),
    err: writer(process.stderr, () => undefined),
    unread: unread.signal,
    style: styleOf(process.stdout.isTTY, options),
    errStyle: styleOf(process.stderr.isTTY, options),
    interactive: {
      in: process.stdin.isTTY === true,
      out: process.stdout.isTTY === true,
      err: process.stderr.isTTY === true,
    },
    columns: () => process.stderr.columns || 80,
    readInput: async (most) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      for await (const chunk of process.stdin) {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= most) break;
      }
      return Buffer.concat(chunks);
    },
    inputLines: () => linesOf(process.stdin),
    ask: async (question, hidden) => (await import('./ask.ts')).ask(question, hidden),
  };
}

/** `--data`, else `$TYTO_DATA`, else the XDG data directory. XDG: a relative `$XDG_DATA_HOME` is ignored. */
function dataDirectory(option: string | undefined): string {
  const chosen = option ?? process.env.TYTO_DATA;
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  const xdg = process.env.XDG_DATA_HOME;
  return xdg?.startsWith('/') ? join(xdg, 'tyto') : join(homedir(), '.local', 'share', 'tyto');
}

/** no-color.org: any value of `$NO_COLOR` but the empty one refuses colours. */
function styleOf(terminal: boolean | undefined, options: ReadonlyMap<string, readonly string[]>): Style {
  const variable = process.env.NO_COLOR ?? '';
  const refused = options.has('no-color') || variable !== '';
  return terminal === true && !refused && process.env.TERM !== 'dumb' ? colourStyle : plainStyle;
}

function writer(stream: NodeJS.WriteStream, onGone: (error: NodeJS.ErrnoException) => void): (text: string) => void {
  let closed = false;
  // A reader that has gone (`| head`) must not stop a run; the rest is told to nobody.
  stream.on('error', (error) => {
    if (!closed) onGone(error);
    closed = true;
  });
  return (text) => {
    if (!closed) stream.write(text);
  };
}

/** What a full disk did not take must not pass for done; that nobody reads any more is as good as read. */
function tellUnwritten(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: standard output cannot be written: ${error.message}\n`);
  process.exitCode ||= 1;
}
