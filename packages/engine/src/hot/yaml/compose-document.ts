import type { YamlNode } from '../yaml-node.ts';
import { composeNode } from './compose-node.ts';
import type { Composition } from './composition.ts';
import { describeToken } from './token.ts';
import { YamlFault } from './yaml-fault.ts';

/**
 * Makes nodes of tokens: scalars by their tags, keys as text, aliases as the shared node that they name, merge keys put
 * in. Gives nothing where the text has no document. Throws a `YamlFault` at a fault of syntax or beyond a limit; what
 * only PyYAML's constructors would refuse comes to the composition's problems. Follows libyaml 0.2 `parser.c` and PyYAML
 * 6 `composer.py` and `constructor.py`.
 */
export function composeDocument<Extra>(composition: Composition<Extra>): YamlNode<Extra> | undefined {
  if (composition.peek().kind === 'text end') return undefined;
  const root = composeRoot(composition);
  while (composition.peek().kind === 'document end') composition.take();
  const token = composition.peek();
  if (token.kind === 'text end') return root;
  if (token.kind === 'document start' || token.kind === 'directive') {
    throw new YamlFault('There is a second document', token.start, { expected: 'a file with a single document' });
  }
  if (composition.isInLine(token)) {
    throw new YamlFault(`The value ends before this; the line cannot go on with ${describeToken(token)}`, token.start);
  }
  throw new YamlFault(`The end of the document is expected, not ${describeToken(token)}`, token.start, {
    hint: 'Check the indentation: a line may stand too far left, or a key lack its ":"',
  });
}

function composeRoot<Extra>(composition: Composition<Extra>): YamlNode<Extra> {
  let token = composition.peek();
  if (token.kind !== 'directive' && token.kind !== 'document start') return composeNode(composition, 0, 'block');
  while (token.kind === 'directive') {
    composition.take();
    token = composition.peek();
  }
  if (token.kind !== 'document start') throw new YamlFault('"---" is expected behind directives', token.start);
  composition.take();
  switch (composition.peek().kind) {
    case 'directive':
    case 'document start':
    case 'document end':
    case 'text end':
      return composition.absentBehind(token);
    default:
      return composeNode(composition, 0, 'block');
  }
}
