import { writeAddress } from '@tyto/engine/hot/address.ts';
import { pythonNumber } from '@tyto/engine/hot/print-value.ts';
import { type Expression, Float, isList, isMap, Tainted, Unknown, type Value } from '@tyto/engine/hot/value.ts';

export interface ValueStyle {
  /** Print what is inside of secrets. */
  readonly reveal: boolean;
  /** Texts longer than this are cut, with a note of what is left out. */
  readonly limit: number;
}

const wholly: ValueStyle = { reveal: false, limit: Number.POSITIVE_INFINITY };

/**
 * A value on one line for a person: texts in quotes, `(secret)` for what is tainted, `(known after apply: …)` for what
 * waits. Not escaped for a terminal.
 */
export function valueText(value: Value, style: ValueStyle = wholly): string {
  const text = write(value, style);
  return text.length > style.limit ? `${text.slice(0, style.limit)}… (${text.length} characters)` : text;
}

function write(value: Value, style: ValueStyle): string {
  if (value === null) return 'null';
  if (typeof value === 'string')
    return /^[0-9a-f]{40,}$/.test(value) ? `${value.slice(0, 12)}…` : JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return pythonNumber(value);
  if (value instanceof Tainted) return style.reveal ? write(value.value, style) : '(secret)';
  if (value instanceof Unknown) return unknownText(value.expression);
  if (isList(value)) return `[${value.map((item) => write(item, style)).join(', ')}]`;
  if (isMap(value)) return `{${[...value].map(([key, item]) => `${keyText(key)}: ${write(item, style)}`).join(', ')}}`;
  return value satisfies never;
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_.%-]+$/.test(key) ? key : JSON.stringify(key);
}

function unknownText(expression: Expression): string {
  const awaited = awaitedBy(expression);
  // An expression over secrets alone is a secret that this reader cannot open.
  return awaited.length === 0 ? '(secret)' : `(known after apply: ${awaited.join(', ')})`;
}

/** The attributes and references that an expression waits for, each once, in the order of the expression. */
function awaitedBy(expression: Expression): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Expression): void => {
    switch (part.kind) {
      case 'constant':
      case 'secret':
        return;
      case 'list':
        part.items.forEach(visit);
        return;
      case 'map':
        for (const entry of part.entries.values()) visit(entry);
        return;
      case 'call':
        visit(part.argument);
        return;
      case 'attribute':
        found.add(writeAddress({ address: part.address, kind: 'attribute', path: part.path }));
        return;
      case 'reference':
        found.add(writeAddress({ address: part.address, kind: 'resource', path: [] }));
    }
  };
  visit(expression);
  return [...found];
}
