import type { Composition } from './composition.ts';
import { describeToken, type Token } from './token.ts';
import { YamlFault } from './yaml-fault.ts';

/** Takes the token that ends a block; tells what would have gone on with it where there is another. */
export function expectBlockEnd<Extra>(composition: Composition<Extra>, expected: string): void {
  const token = composition.peek();
  if (token.kind !== 'block end') {
    throw new YamlFault(`${expected} is expected here, not ${describeToken(token)}`, token.start, {
      hint: 'Check the indentation and the quotes here and on the line before',
    });
  }
  composition.take();
}

/** Whether another member comes in the brackets; takes the comma before it, or else the closing bracket. */
export function hasMember<Extra>(
  composition: Composition<Extra>,
  open: Token,
  isFirst: boolean,
  end: 'list end' | 'map end',
): boolean {
  const token = composition.peek();
  if (token.kind !== end && !isFirst) {
    if (token.kind !== 'comma') {
      const [opening, closing] = end === 'list end' ? ['"["', '"]"'] : ['"{"', '"}"'];
      throw new YamlFault(`"," or ${closing} is expected here, not ${describeToken(token)}`, token.start, {
        hint: `The ${opening} on line ${open.line}, column ${open.column}, may lack its ${closing}`,
      });
    }
    composition.take();
  }
  if (composition.peek().kind !== end) return true;
  composition.take();
  return false;
}
