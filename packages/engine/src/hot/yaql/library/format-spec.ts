import { YaqlError } from '../yaql-error.ts';
import { letters } from './text.ts';

/** How a value is written: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const form = /^(?:(.)?([<>=^]))?([-+ ]?)(z?)(#?)(0?)([0-9]*)([,_]?)(?:\.([0-9]+))?(.?)$/su;

/** Reads a format. Throws a `YaqlError` for what is none. */
export function readSpec(spec: string): FormatSpec {
  const found = form.exec(spec);
  if (found === null) throw new YaqlError('this is no format', { shown: spec });
  const [, fill, align, sign = '', z, alternate, zero, width = '', grouping = '', precision, type = ''] = found;
  return {
    fill: fill ?? (zero === '0' ? '0' : ' '),
    align: align ?? (zero === '0' ? '=' : ''),
    sign,
    noNegativeZero: z === 'z',
    alternate: alternate === '#',
    width: Number(width),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

/** A text brought to the width of a format. */
export function pad(text: string, { fill, align, width }: FormatSpec, otherwise: string): string {
  const missing = width - letters(text).length;
  if (missing <= 0) return text;
  const side = align === '' ? otherwise : align;
  const before = side === '<' ? 0 : side === '^' ? Math.floor(missing / 2) : missing;
  return fill.repeat(before) + text + fill.repeat(missing - before);
}
