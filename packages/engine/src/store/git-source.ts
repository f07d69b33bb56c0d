import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Checked, type Diagnostic, problem } from '../diagnostics/diagnostic.ts';

/** A plan in a git repository elsewhere. */
export interface GitSource {
  /** What git is asked for; never with a password. */
  readonly url: string;
  /** A branch, a tag or a commit; undefined is what the repository itself stands at. */
  readonly ref: string | undefined;
  /** The directory in it that is the plan; undefined is all of it. */
  readonly directory: string | undefined;
  /** Handed to git so that no list of processes shows it. */
  readonly login: { readonly user: string; readonly password: string } | undefined;
}

/** Whether a text names a repository of git and no directory or file: a URL, `HOST:PATH`, or a local `REPOSITORY[@REF]`. */
export function isGitSource(text: string): boolean {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return true;
  if (existsSync(text)) return isBareRepository(text);
  return isScpLike(text) || existsSync(splitReference(text).base);
}

const schemes = new Set(['https', 'http', 'ssh', 'git', 'file']);

/**
 * Reads `URL[@REF[:DIRECTORY]]`. Other ways to reach a repository than git's own are problems, as is a password that
 * could only be handed on where others see it.
 */
export function parseGitSource(text: string): Checked<GitSource> {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return readPlain(text);
  if (!schemes.has(scheme)) return wrong(`A plan can't be fetched by '${scheme}'`);
  const authority = /^[a-z]+:\/\/[^/]*/i.exec(text)?.[0] ?? '';
  const { base, reference } = splitReference(text.slice(authority.length));
  const url = URL.canParse(authority) || scheme === 'file' ? `${authority}${base}` : undefined;
  if (url === undefined || base.length < 2) return wrong('The URL has the wrong form');
  return withReference(reference, (rest) => withLogin(scheme, authority, url, rest));
}

type Reference = Pick<GitSource, 'ref' | 'directory'>;

function withLogin(scheme: string, authority: string, url: string, rest: Reference): Checked<GitSource> {
  const [, login = ''] = /^[a-z]+:\/\/([^/]*)@/i.exec(authority) ?? [];
  const colon = login.indexOf(':');
  if (colon < 0) return { value: { url, ...rest, login: undefined }, problems: [] };
  if (scheme !== 'https' && scheme !== 'http') return wrong(`A password in a URL is of no use to '${scheme}'`);
  const [user, password] = [decode(login.slice(0, colon)), decode(login.slice(colon + 1))];
  const isLine = user !== undefined && password !== undefined && !/[\0\r\n]/.test(user + password);
  if (!isLine) return wrong('The name or password in the URL has the wrong form');
  const clean = url.replace(`${login}@`, user === '' ? '' : `${encodeURIComponent(user)}@`);
  return { value: { url: clean, ...rest, login: { user, password } }, problems: [] };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readPlain(text: string): Checked<GitSource> {
  if (existsSync(text)) {
    return { value: { url: resolve(text), ref: undefined, directory: undefined, login: undefined }, problems: [] };
  }
  const start = isScpLike(text) ? text.indexOf(':') + 1 : 0;
  const { base, reference } = splitReference(text.slice(start));
  const url = start > 0 ? text.slice(0, start) + base : resolve(base);
  if (base === '' || text.startsWith('-')) return wrong('The name of the repository has the wrong form');
  return withReference(reference, (rest) => ({ value: { url, ...rest, login: undefined }, problems: [] }));
}

/** git-clone(1): `[user@]host:path`, with no slash before the colon. */
function isScpLike(text: string): boolean {
  return /^[^/:\s-][^/:\s]*:[^:]/.test(text);
}

/** What stands behind the last `@` of a path. */
function splitReference(path: string): { readonly base: string; readonly reference: string | undefined } {
  const at = path.lastIndexOf('@');
  return at < 0 ? { base: path, reference: undefined } : { base: path.slice(0, at), reference: path.slice(at + 1) };
}

function withReference(reference: string | undefined, go: (rest: Reference) => Checked<GitSource>): Checked<GitSource> {
  if (reference === undefined) return go({ ref: undefined, directory: undefined });
  const [, ref = '', directory] = /^([^:]*)(?::(.*))?$/s.exec(reference) ?? [];
  const isRef = /^[A-Za-z0-9_][A-Za-z0-9_./+-]{0,200}$/.test(ref) && !/\.\.|\/\/|\.lock$|\.$|\/$/.test(ref);
  if (!isRef) return wrong(`'${ref}' cannot be a branch, a tag or a commit`);
  const parts = directory?.split('/').filter((part) => part !== '' && part !== '.') ?? [];
  if (parts.includes('..')) return wrong(`'${directory}' leads out of the repository`);
  return go({ ref: ref === 'HEAD' ? undefined : ref, directory: parts.length === 0 ? undefined : parts.join('/') });
}

function wrong(message: string): Checked<never> {
  const expected =
    'https://HOST/PATH, ssh://HOST/PATH, HOST:PATH, git://, file:// or a local repository, with @REF[:DIRECTORY]';
  const told: Diagnostic = problem('plan-source', message, { expected });
  return { problems: [told] };
}

function isBareRepository(path: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => existsSync(`${path}/${name}`));
}
