import { floatRepr } from './float-repr.ts';
import { writeSecretTag } from './secret-tags.ts';
import {
  type Expression,
  Float,
  isList,
  isMap,
  type List,
  Tainted,
  Unknown,
  type Value,
  type ValueMap,
} from './value.ts';
import { resolvePlain } from './yaml-scalar.ts';

/**
 * Writes a value as YAML in block form, the same value always in the same bytes; `readTaggedYaml` with the secrets' tag
 * reads it back. A secret is written as its tag. What was derived from a secret or is not known otherwise has no
 * writing, and is a bug of the caller.
 */
export function writeYaml(value: Value): string {
  const lines: string[] = [];
  if (isMap(value) && value.size > 0) writeMap(lines, value, '', '');
  else if (isList(value) && value.length > 0) writeList(lines, value, '', '');
  else lines.push(writeScalar(value));
  return `${lines.join('\n')}\n`;
}

/** `first` begins the first line, `rest` is the indentation of the others. */
function writeMap(lines: string[], map: ValueMap, first: string, rest: string): void {
  let start = first;
  for (const [key, value] of map) {
    const head = writeKey(lines, key, start, rest);
    start = rest;
    if (isMap(value) && value.size > 0) {
      lines.push(head);
      writeMap(lines, value, `${rest}  `, `${rest}  `);
    } else if (isList(value) && value.length > 0) {
      lines.push(head);
      writeList(lines, value, `${rest}  `, `${rest}  `);
    } else {
      lines.push(`${head} ${writeScalar(value)}`);
    }
  }
}

/** What a key's first line begins with. A key of more than 1024 characters must say that it is one. */
function writeKey(lines: string[], key: string, first: string, rest: string): string {
  const written = writeText(key);
  if (written.length <= 1000) return `${first}${written}:`;
  lines.push(`${first}? ${written}`);
  return `${rest}:`;
}

function writeList(lines: string[], list: List, first: string, rest: string): void {
  let start = first;
  for (const item of list) {
    const head = `${start}- `;
    start = rest;
    if (isMap(item) && item.size > 0) writeMap(lines, item, head, `${rest}  `);
    else if (isList(item) && item.length > 0) writeList(lines, item, head, `${rest}  `);
    else lines.push(`${head}${writeScalar(item)}`);
  }
}

function writeScalar(value: Value): string {
  if (typeof value === 'string') return writeText(value);
  if (value instanceof Float) return writeFloat(value.value);
  if (value instanceof Unknown || value instanceof Tainted) return writeSecret(value.expression);
  if (isMap(value)) return '{}';
  if (isList(value)) return '[]';
  return String(value);
}

function writeSecret(expression: Expression): string {
  if (expression.kind !== 'secret')
    throw new Error(`There is no writing in YAML for an expression "${expression.kind}"`);
  return writeSecretTag(expression.name, expression.version);
}

/** YAML 1.1 reads no float without a point: `1e+16` is text to it. */
function writeFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const written = floatRepr(value);
  return written.includes('.') ? written : written.replace('e', '.0e');
}

const plainText = /^[A-Za-z0-9_/](?:[A-Za-z0-9_./@%+:,=~-]*[A-Za-z0-9_./@%+=~-])?$/;
/** Characters that JSON leaves as they are and YAML does not allow, or takes for line ends or a byte order mark. */
const unsafe = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/gu;

/** Text without quotes where every reader takes it for the same text, else in double quotes. */
function writeText(text: string): string {
  if (plainText.test(text) && !startsLikeAnother(text)) return text;
  return JSON.stringify(text).replaceAll(unsafe, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a reader of YAML 1.1 or 1.2 could take the text for a number, a date, a boolean or null. */
function startsLikeAnother(text: string): boolean {
  return /^[0-9]/.test(text) || /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) || resolvePlain(text) !== text;
}
