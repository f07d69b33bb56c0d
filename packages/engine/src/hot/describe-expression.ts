import { writeAddress } from './address.ts';
import { pythonJson } from './print-value.ts';
import type { Expression } from './value.ts';

/**
 * An expression for people, on one line and short: `str_replace(… backend@host_and_port …)`. Constants inside calls are
 * left out, secrets stand by name.
 */
export function describeExpression(expression: Expression): string {
  return describe(expression, { left: mostParts });
}

const mostParts = 8;

/** How many more calls and leaves are told; parts may be shared, so that all of them could be without number. */
interface Budget {
  left: number;
}

function describe(expression: Expression, budget: Budget): string {
  budget.left -= 1;
  switch (expression.kind) {
    case 'constant':
      return pythonJson(expression.value);
    case 'list':
    case 'map':
      return describeParts(expression, budget);
    case 'attribute':
      return writeAddress({ address: expression.address, kind: 'attribute', path: expression.path });
    case 'reference':
      return writeAddress({ address: expression.address, kind: 'resource', path: [] });
    case 'secret':
      return `secret ${expression.name}@${expression.version}`;
    case 'call':
      return `${expression.function}(${describeParts(expression.argument, budget)})`;
  }
}

/** The calls and leaves in a data structure, with `…` for the constants between. */
function describeParts(expression: Expression, budget: Budget): string {
  const texts: string[] = [];
  collect(expression, texts, budget);
  return texts.filter((text, index) => text !== '…' || texts[index - 1] !== '…').join(' ');
}

function collect(expression: Expression, texts: string[], budget: Budget): void {
  if (expression.kind === 'list' && budget.left > 0) for (const item of expression.items) collect(item, texts, budget);
  else if (expression.kind === 'map' && budget.left > 0) {
    for (const item of expression.entries.values()) collect(item, texts, budget);
  } else if (expression.kind === 'constant' || budget.left <= 0) texts.push('…');
  else texts.push(describe(expression, budget));
}
