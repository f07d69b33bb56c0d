import { formatPath, type Path } from '../diagnostics/path.ts';

/** What a written address names: a resource, one of its properties or attributes, or a part of these. */
export interface AddressedPath {
  /** The resource's path through nested stacks, `group/0/backend`. */
  readonly address: string;
  readonly kind: 'resource' | 'property' | 'attribute';
  /** The property's or attribute's name, then the way into its value. */
  readonly path: Path;
}

/**
 * Writes `ADDRESS`, `ADDRESS:PROPERTY.PATH` or `ADDRESS@ATTRIBUTE.PATH`. An element of the path that is not
 * `[A-Za-z0-9_%-]+` is written as a JSON string in brackets, `svc:config_settings["tripleo::haproxy.port"]`, an index of a list as
 * `[0]`; so is a part of the address that is not `[A-Za-z0-9_.%-]+`.
 */
export function writeAddress(named: {
  address: string;
  kind: AddressedPath['kind'];
  path: readonly (string | number)[];
}): string {
  const address = named.address.split('/').map(writeAddressPart).join('/');
  switch (named.kind) {
    case 'resource':
      return address;
    case 'property':
      return `${address}:${formatPath(named.path)}`;
    case 'attribute':
      return `${address}@${formatPath(named.path)}`;
  }
}

/** Reads what `writeAddress` writes; `undefined` where the text is not of that form. */
export function parseAddress(text: string): AddressedPath | undefined {
  const address = readAddress(text);
  if (address === undefined) return undefined;
  const rest = text.slice(address.length);
  if (rest === '') return { address: address.value, kind: 'resource', path: [] };
  const path = parsePath(rest.slice(1));
  if (path === undefined) return undefined;
  return { address: address.value, kind: rest.startsWith('@') ? 'attribute' : 'property', path };
}

/** Reads what `formatPath` writes; `undefined` where the text is not of that form. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  let rest = text;
  while (rest !== '' || path.length === 0) {
    const found = readIndex(rest) ?? (rest.startsWith('[') ? readBracket(rest) : readBare(rest, path.length > 0));
    if (found === undefined) return undefined;
    path.push(found.value);
    rest = rest.slice(found.length);
  }
  return path;
}

interface Read<T = string> {
  readonly value: T;
  readonly length: number;
}

const addressPart = /^[A-Za-z0-9_.%-]+$/;
const addressParts = /^[A-Za-z0-9_.%-]+/;
const barePart = /^[A-Za-z0-9_%-]+/;
const bracketPart = /^\[("(?:[^"\\]|\\.)*")\]/;

function writeAddressPart(part: string): string {
  return addressPart.test(part) ? part : `[${JSON.stringify(part)}]`;
}

function readAddress(text: string): Read | undefined {
  const parts: string[] = [];
  let at = 0;
  do {
    if (parts.length > 0) at += 1;
    const rest = text.slice(at);
    const found = rest.startsWith('[') ? readBracket(rest) : readMatch(addressParts, rest);
    if (found === undefined) return undefined;
    parts.push(found.value);
    at += found.length;
  } while (text[at] === '/');
  const isAtEnd = at === text.length || text[at] === ':' || text[at] === '@';
  return isAtEnd ? { value: parts.join('/'), length: at } : undefined;
}

function readBare(text: string, needsDot: boolean): Read | undefined {
  if (needsDot && !text.startsWith('.')) return undefined;
  const found = readMatch(barePart, needsDot ? text.slice(1) : text);
  return found === undefined ? undefined : { value: found.value, length: found.length + (needsDot ? 1 : 0) };
}

function readIndex(text: string): Read<number> | undefined {
  const [whole, digits] = /^\[(-?[0-9]{1,15})\]/.exec(text) ?? [];
  return whole === undefined ? undefined : { value: Number(digits), length: whole.length };
}

function readBracket(text: string): Read | undefined {
  const [whole, quoted] = bracketPart.exec(text) ?? [];
  if (whole === undefined || quoted === undefined) return undefined;
  const value = readString(quoted);
  return value === undefined ? undefined : { value, length: whole.length };
}

function readString(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function readMatch(pattern: RegExp, text: string): Read | undefined {
  const [value] = pattern.exec(text) ?? [];
  return value === undefined ? undefined : { value, length: value.length };
}
