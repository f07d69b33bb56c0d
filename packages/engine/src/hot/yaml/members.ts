import type { Composition, Place } from './composition.ts';
import { describeToken, type Token } from './token.ts';
import { YamlFault } from './yaml-fault.ts';

/** Takes the token that ends the block that began there, of which each member begins with what is expected. */
export function expectBlockEnd<Extra>(composition: Composition<Extra>, start: Place, expected: 'A key' | '"-"'): void {
  const token = composition.peek();
  if (token.kind === 'block end') {
    composition.take();
    return;
  }
  if (composition.isInLine(token)) {
    throw new YamlFault(`The value ends before this; the line cannot go on with ${describeToken(token)}`, token.start, {
      hint: closes(token)
        ? 'There is one more of these than was opened'
        : 'Put quotes around the whole value; within single quotes, write a single quote twice',
    });
  }
  if (token.column !== start.column) {
    throw new YamlFault('The line is indented unlike everything around it', token.start, {
      hint: `What goes on with line ${start.line} is indented by ${start.column - 1}`,
    });
  }
  throw new YamlFault(
    `${expected} is expected here, as on line ${start.line}, not ${describeToken(token)}`,
    token.start,
  );
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

function closes({ kind }: Token): boolean {
  return kind === 'map end' || kind === 'list end';
}
