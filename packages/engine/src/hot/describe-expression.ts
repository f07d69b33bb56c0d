import { writeAddress } from './address.ts';
import { pythonJson } from './print-value.ts';
import type { Expression } from './value.ts';

/**
 * An expression for people, on one line and short: `str_replace(… backend@host_and_port …)`. Constants inside calls are
 * left out, secrets stand by name.
 */
export function describeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'constant':
      return pythonJson(expression.value);
    case 'list':
    case 'map':
      return describeLeaves(expression);
    case 'attribute':
      return writeAddress({ address: expression.address, kind: 'attribute', path: expression.path });
    case 'reference':
      return writeAddress({ address: expression.address, kind: 'resource', path: [] });
    case 'secret':
      return `secret ${expression.name}@${expression.version}`;
    case 'call':
      return `${expression.function}(${describeLeaves(expression.argument)})`;
  }
}

const mostLeaves = 5;

/** The calls and leaves in a data structure, with `…` for the constants between. */
function describeLeaves(expression: Expression): string {
  const texts: string[] = [];
  describeInto(expression, texts);
  const dots = texts.filter((text, index) => text !== '…' || texts[index - 1] !== '…');
  return dots.length > mostLeaves ? `${dots.slice(0, mostLeaves).join(' ')} …` : dots.join(' ');
}

function describeInto(expression: Expression, texts: string[]): void {
  if (expression.kind === 'list') for (const item of expression.items) describeInto(item, texts);
  else if (expression.kind === 'map') for (const item of expression.entries.values()) describeInto(item, texts);
  else texts.push(expression.kind === 'constant' ? '…' : describeExpression(expression));
}
