import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './rig.ts';

/** What a planted secret may look like where it must not be. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Wherever it begins in what was encoded: without the characters that its neighbours decide too.
  const encoded = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const quoted = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, quoted, encodeURIComponent(secret), ...encoded])];
}

/** Which of the secrets are in a text or bytes, in any form; by the names that they were planted under. */
export function foundIn(content: string | Buffer, planted: ReadonlyMap<string, string>): readonly string[] {
  return [...planted].flatMap(([name, secret]) =>
    formsOf(secret).some((form) => content.includes(form)) ? [name] : [],
  );
}

/** Every file below a directory that holds a secret, as `PATH: NAME`. */
export function foundBelow(directory: string, planted: ReadonlyMap<string, string>): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const full = join(directory, path);
    if (!statSync(full).isFile()) return foundIn(path, planted).map((name) => `${path}: ${name}`);
    return [...foundIn(readFileSync(full), planted), ...foundIn(path, planted)].map((name) => `${path}: ${name}`);
  });
}

/** Looks at the arguments of every process of this machine again and again. */
export interface Watch {
  /** What was seen, each once: `NAME: ARGUMENTS`. Stops looking. */
  readonly stop: () => readonly string[];
}

const pause = 10;

/** Watches for secrets in arguments of any process, and in the environments of those that are no scripts of the test. */
export function watchArguments(planted: ReadonlyMap<string, string>): Watch {
  const seen = new Set<string>();
  const look = (): void => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue;
      const line = readIfThere(`/proc/${pid}/cmdline`);
      if (line === '') continue;
      const text = line.replaceAll('\0', ' ');
      for (const name of foundIn(line, planted)) seen.add(`${name}: ${text}`);
      if (!/main\.ts|(^|\/)git\0/.test(line)) continue;
      for (const name of foundIn(readIfThere(`/proc/${pid}/environ`), planted))
        seen.add(`${name} in the environment: ${text}`);
    }
  };
  const timer = setInterval(look, pause);
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen];
    },
  };
}
