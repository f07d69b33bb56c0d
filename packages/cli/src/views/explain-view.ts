import { encodeValue } from '@tyto/engine/hot/codec.ts';
import type { Value } from '@tyto/engine/hot/value.ts';
import type { ExplainedPart, Explanation, Reason } from '@tyto/engine/preview/explain/explanation.ts';
import { escapeControls } from '../shell/escape-controls.ts';
import type { Style } from '../shell/style.ts';
import { reasonLabel } from './reason-label.ts';
import { valueText } from './value-text.ts';
import type { View } from './view.ts';

/** Why a value is what it is: a tree for each part, each line with the place that it speaks of. */
export const explainView: View<Explanation> = {
  human: ({ parts, more }, style) => {
    const texts = parts.map((part) => partText(part, style));
    const rest = more === 0 ? [] : [`and ${more} more parts; each can be asked for by itself\n`];
    return [...texts, ...rest].join('\n');
  },
  json: ({ kind, formatVersion, deployment, asked, parts, more }) =>
    `${JSON.stringify({ kind, formatVersion, deployment, asked, more }).slice(0, -1)},"parts":[${parts.map(partJson).join(',')}]}`,
};

const longestValue = 200;

function shown(value: Value): string {
  return valueText(value, { reveal: false, limit: longestValue });
}

function partText({ name, value, now, secret, reasons }: ExplainedPart, style: Style): string {
  const rendered = secret === true ? '(secret)' : value === undefined ? '' : shown(value);
  const present = now === undefined ? '' : `, now ${shown(now)}`;
  const head = `${style.bold(safe(name))} = ${safe(rendered)}${safe(present)}\n`;
  return `${head}${reasons.map((each) => reasonText(each, '  ', style)).join('')}`;
}

function reasonText(reason: Reason, indent: string, style: Style): string {
  const { at, line, reasons, outcome } = reason;
  const label = safe(reasonLabel(reason, shown));
  const place = at === undefined ? '' : `  ←  ${safe(`${at.file}:${at.line}:${at.column}`)}`;
  const head = `${indent}${outcome === 'loses' ? style.dim(label) : label}${style.cyan(place)}\n`;
  const source = line === undefined || outcome === 'loses' ? '' : `${indent}  ${style.dim(`| ${clip(line)}`)}\n`;
  return `${head}${source}${reasons.map((each) => reasonText(each, `${indent}  `, style)).join('')}`;
}

const longestLine = 120;

function clip(line: string): string {
  const text = safe(line.trim()).replaceAll('\t', '  ');
  return text.length > longestLine ? `${text.slice(0, longestLine - 1)}…` : text;
}

function safe(text: string): string {
  return escapeControls(text).replaceAll('\n', ' ');
}

function partJson({ value, now, reasons, ...rest }: ExplainedPart): string {
  return withValues(rest, { value, now }, reasons);
}

function reasonJson({ value, reasons, ...rest }: Reason): string {
  return withValues(rest, { value }, reasons);
}

/** Values are written by the codec, which keeps secrets as their expressions. */
function withValues(
  plain: object,
  values: Readonly<Record<string, Value | undefined>>,
  reasons: readonly Reason[],
): string {
  const encoded = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [`"${key}":${encodeValue(value)}`],
  );
  const head = JSON.stringify(plain).slice(1, -1);
  const all = [...(head === '' ? [] : [head]), ...encoded, `"reasons":[${reasons.map(reasonJson).join(',')}]`];
  return `{${all.join(',')}}`;
}
