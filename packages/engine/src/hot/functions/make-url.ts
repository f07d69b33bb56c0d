import { pythonJson, pythonStr } from '../print-value.ts';
import type { Snippet } from '../snippet.ts';
import { Float, isMap, type Value, type ValueMap } from '../value.ts';
import { type FunctionContext, type FunctionEntry, failed, type ShapeFault } from './function-entry.ts';
import { pythonInt } from './path-key.ts';
import { formOf, wantMap, wantOnlyKeys } from './shape.ts';
import { quotePlus, quoteUrl } from './url-quote.ts';

const parts: readonly string[] = ['scheme', 'username', 'password', 'host', 'port', 'path', 'query', 'fragment'];

/** Heat: `functions.MakeURL`. */
export const makeUrl: FunctionEntry = {
  name: 'make_url',
  summary: 'A URL of its parts, each escaped as it needs',
  since: '2017-09-01',
  example: 'make_url: {scheme: http, username: …, password: …, host: …, port: …, path: …, query: {…}, fragment: …}',
  shape: wantUrlParts,
  call(argument, context) {
    if (!isMap(argument)) return context.fail(`"${context.name}" takes a map, not ${context.show(argument)}`);
    for (const part of parts) if (checkPart(part, argument, context) === failed) return failed;
    return joinUrl(argument);
  },
};

/**
 * Parts that are written out are checked before anything is evaluated; the fragment behind a query is not, and fails when
 * the URL is asked for. Heat: MakeURL.validate and _check_args, 19.0.
 */
function wantUrlParts(argument: Snippet): ShapeFault | undefined {
  const wrong = wantMap(argument, []);
  if (wrong !== undefined || argument.kind !== 'map') return wrong;
  const odd = wantOnlyKeys(argument, parts);
  if (odd !== undefined) return odd;
  const looked = argument.entries.has('query') ? parts.filter((each) => each !== 'fragment') : parts;
  for (const part of looked) {
    const given = argument.entries.get(part);
    const form = given === undefined || given.kind === 'call' ? undefined : formOfPart(part, given);
    if (given === undefined || form === undefined) continue;
    return { wrong: `takes ${form} as "${part}", not ${writtenForm(given)}`, within: [part] };
  }
  return undefined;
}

function writtenForm(snippet: Snippet): string {
  return snippet.kind === 'literal' ? pythonJson(snippet.value) : formOf(snippet);
}

/** What a part should have been, where it is something else. */
function formOfPart(part: string, given: Snippet): string | undefined {
  if (part === 'query') return given.kind === 'map' ? undefined : 'a map';
  const value = given.kind === 'literal' ? given.value : undefined;
  if (part === 'port') return value !== undefined && isPort(value) ? undefined : 'a port between 1 and 65535';
  return typeof value === 'string' ? undefined : 'a text';
}

function checkPart(part: string, url: ValueMap, context: FunctionContext): undefined | typeof failed {
  const value = url.get(part);
  if (value === undefined) return undefined;
  if (part === 'port') return checkPort(value, context);
  const isRight = part === 'query' ? isMap(value) : typeof value === 'string';
  if (!isRight) {
    const form = part === 'query' ? 'a map' : 'a text';
    return context.fail(`"${context.name}" takes ${form} as "${part}", not ${context.show(value)}`, { within: [part] });
  }
  if (part !== 'scheme' || (typeof value === 'string' && !value.includes(':'))) return undefined;
  const message = `"${context.name}" takes a scheme without a colon, not ${context.show(value)}`;
  return context.fail(message, { within: [part] });
}

function checkPort(value: Value, context: FunctionContext): undefined | typeof failed {
  if (isPort(value)) return undefined;
  const message = `"${context.name}" takes a port between 1 and 65535, not ${context.show(value)}`;
  return context.fail(message, { within: ['port'] });
}

function isPort(value: Value): boolean {
  const port = toPort(value);
  return port !== undefined && port > 0 && port <= 65535;
}

function toPort(value: Value): number | undefined {
  if (typeof value === 'string') return pythonInt(value);
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Float) return Math.trunc(value.value);
  return typeof value === 'number' ? value : undefined;
}

function joinUrl(url: ValueMap): string {
  const scheme = text(url, 'scheme');
  const place = netloc(url);
  let rest = quoteUrl(text(url, 'path'));
  if (place !== '' || (usesNetloc.has(scheme) && !rest.startsWith('//'))) {
    if (rest !== '' && !rest.startsWith('/')) rest = `/${rest}`;
    rest = `//${place}${rest}`;
  }
  const query = encodeQuery(url.get('query'));
  const fragment = quoteUrl(text(url, 'fragment'));
  return `${scheme === '' ? '' : `${scheme}:`}${rest}${query === '' ? '' : `?${query}`}${fragment === '' ? '' : `#${fragment}`}`;
}

/** Schemes that get `//` even without a host. Python 3.11: `urllib.parse.uses_netloc`. */
const usesNetloc: ReadonlySet<string> = new Set(
  (
    'ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtspu rsync svn svn+ssh sftp nfs ' +
    'git git+ssh ws wss'
  ).split(' '),
);

function text(url: ValueMap, part: string): string {
  const value = url.get(part);
  return typeof value === 'string' ? value : '';
}

function netloc(url: ValueMap): string {
  const username = quoteUrl(text(url, 'username'), '');
  const password = quoteUrl(text(url, 'password'), '');
  const login = `${username}${password === '' ? '' : `:${password}`}`;
  const bare = /^\[.*\]$/s.test(text(url, 'host')) ? text(url, 'host').slice(1, -1) : text(url, 'host');
  const host = quoteUrl(bare, ':');
  const port = url.get('port');
  const place = `${host.includes(':') ? `[${host}]` : host}${port === undefined ? '' : `:${pythonStr(port)}`}`;
  return login === '' ? place : `${login}@${place}`;
}

function encodeQuery(query: Value | undefined): string {
  if (query === undefined || !isMap(query)) return '';
  const pairs = [...query].map(([key, value]) => `${quotePlus(key)}=${quotePlus(pythonStr(value))}`);
  return pairs.join('&').replaceAll('%2F', '/');
}
