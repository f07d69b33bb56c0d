import type { MimePart } from './write-mime.ts';

/** A part as it is read; undefined for one that is a message of several parts itself. */
export type ReadPart = MimePart | undefined;

/**
 * The parts of a multipart message, their texts as they are transferred (base64 stays base64); undefined where the text
 * is no such message. CPython 3.11: `email/feedparser.py` with `get_payload`, `get_content_subtype` and `get_filename`.
 */
export function readMime(text: string): readonly ReadPart[] | undefined {
  return readParts(readEntity(text));
}

interface Entity {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const line = /[^\r\n]*(?:\r\n?|\n|$)/g;
const header = /^(?:From |[!-9;-~]*:|[\t ])/;

/** Headers by their names in small letters, the first of each, and what follows them. */
function readEntity(text: string): Entity {
  const headers = new Map<string, string>();
  let last: string | undefined;
  let at = 0;
  for (const [found] of text.matchAll(line)) {
    const content = found.replace(/[\r\n]+$/, '');
    if (!header.test(content)) {
      // The blank line belongs to neither; any other begins the body.
      return { headers, body: text.slice(content === '' ? at + found.length : at) };
    }
    at += found.length;
    if (/^[\t ]/.test(content)) {
      if (last !== undefined) headers.set(last, `${headers.get(last) ?? ''}\n${content}`);
      continue;
    }
    const colon = content.indexOf(':');
    last = colon > 0 ? content.slice(0, colon).toLowerCase() : undefined;
    if (last === undefined || content.startsWith('From ')) last = undefined;
    else if (headers.has(last)) last = `${last} again`;
    if (last !== undefined) headers.set(last, content.slice(colon + 1).trimStart());
  }
  return { headers, body: '' };
}

function readParts({ headers, body }: Entity): readonly ReadPart[] | undefined {
  const type = headers.get('content-type') ?? '';
  const boundary = contentType(type).startsWith('multipart/') ? parameter(type, 'boundary') : undefined;
  if (boundary === undefined) return undefined;
  const texts = split(body, boundary.trimEnd());
  return texts?.map((each) => {
    const entity = readEntity(each);
    return readParts(entity) === undefined ? readPart(entity) : undefined;
  });
}

/**
 * The texts between lines of the boundary; undefined where there is none. What stands before the first and after the end
 * is nothing, and of lines of the boundary that follow each other only the first counts, be another the end.
 */
function split(body: string, boundary: string): readonly string[] | undefined {
  const parts: string[] = [];
  let part: string | undefined;
  let isBoundary = false;
  for (const [found] of body.matchAll(line)) {
    const rest = found.startsWith(`--${boundary}`) ? found.slice(boundary.length + 2) : undefined;
    const matched = rest === undefined ? null : /^(--)?[ \t]*(?:\r\n|\r|\n)?$/.exec(rest);
    if (matched === null) {
      if (part !== undefined) part += found;
    } else if (!isBoundary) {
      if (part !== undefined) parts.push(withoutBreak(part));
      if (matched[1] !== undefined) return part === undefined ? undefined : parts;
      part = '';
    }
    isBoundary = matched !== null;
  }
  return part === undefined ? undefined : [...parts, withoutBreak(part)];
}

/** The line's end in front of a boundary belongs to the boundary. */
function withoutBreak(part: string): string {
  return part.replace(/(?:\r\n|\r|\n)$/, '');
}

function readPart({ headers, body }: Entity): MimePart {
  const type = headers.get('content-type') ?? '';
  const filename = parameter(headers.get('content-disposition') ?? '', 'filename') ?? parameter(type, 'name') ?? '';
  return { text: body, subtype: contentType(type).split('/')[1] ?? '', filename: filename.trim() };
}

function contentType(written: string): string {
  const type = (written.split(';')[0] ?? '').trim().toLowerCase();
  return type.split('/').length === 2 ? type : 'text/plain';
}

/** A parameter of a header, quoted or not, or as RFC 2231 has it. */
function parameter(written: string, name: string): string | undefined {
  for (const [, key = '', value = ''] of written.matchAll(/;\s*([^\s=;]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/gs)) {
    const plain = value.trim();
    if (key.toLowerCase() === name) return unquoted(plain);
    if (key.toLowerCase() === `${name}*`) return decoded(unquoted(plain).replace(/^[^']*'[^']*'/, ''));
  }
  return undefined;
}

function unquoted(value: string): string {
  if (value.length > 1 && value.startsWith('"') && value.endsWith('"'))
    return value.slice(1, -1).replaceAll(/\\([\\"])/g, '$1');
  return value.length > 1 && value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : value;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
