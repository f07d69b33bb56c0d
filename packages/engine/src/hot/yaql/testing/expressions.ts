import fc from 'fast-check';
import {
  constants,
  dictMethods,
  dicts,
  formats,
  functionForms,
  listMethods,
  lists,
  ofOne,
  ofTwo,
  patterns,
  textMethods,
  texts,
  variables,
} from './expression-forms.ts';

type Part = 'E' | 'X' | 'D' | 'S' | 'N' | 'L' | 'M' | 'R' | 'P' | 'F';
const parts: readonly Part[] = ['E', 'X', 'D', 'S', 'N', 'L', 'M', 'R', 'P', 'F'];

/**
 * Expressions over the data of `testdata/yaql/data.json`, right and wrong ones. In a form a capital stands for a part:
 * E anything, X a list, D a dictionary, S a text, N a small number, L and M what is done with one item or two, R a
 * pattern, P a replacement, F a format.
 */
export const expressions: fc.Arbitrary<string> = fc.letrec<Record<Part, string>>((tie) => {
  const part = (name: Part): fc.Arbitrary<string> => tie(name);
  const form = (text: string): fc.Arbitrary<string> => {
    const pieces = text.split(/(?<![a-z])([EXDSNLMRPF])(?![a-z])/);
    const filled = pieces.map((piece, index) => (index % 2 === 1 ? part(asPart(piece)) : fc.constant(piece)));
    return fc.tuple(...filled).map((each) => each.join(''));
  };
  const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.oneof(...texts.map(form));
  const leaf = fc.constantFrom(...constants, ...variables, ...variables);
  const deep = (shallow: fc.Arbitrary<string>, ...made: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.oneof({ maxDepth: 3, depthIdentifier: 'yaql' }, shallow, ...made);
  const mostly = (usual: readonly string[]): fc.Arbitrary<string> =>
    fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 12 }, { arbitrary: leaf, weight: 1 });
  const chain = fc
    .tuple(part('X'), fc.array(oneOf(...listMethods), { minLength: 1, maxLength: 3 }))
    .map(([list, methods]) => [list, ...methods].join('.'));
  const functionCall = oneOf(...functionForms);
  return {
    E: deep(
      leaf,
      chain,
      chain,
      form('S.replace(S, S)'),
      oneOf(...textMethods.map((each) => `S.${each}`)),
      functionCall,
      functionCall,
      oneOf(...dictMethods.map((each) => `D.${each}`)),
    ),
    X: deep(mostly(lists), oneOf('[E, E]', 'list(E)', 'set(E, E)', 'D.keys()', 'D.values()', 'D.items()')),
    D: deep(mostly(dicts), oneOf('{a => E, b => E}', 'dict(a => E)', 'D.set(E, E)')),
    S: deep(mostly(texts), oneOf('str(E)')),
    N: mostly(['0', '1', '2', '-1', '3', '10', 'true']),
    L: deep(mostly(ofOne), part('E')),
    M: deep(mostly(ofTwo), part('E')),
    R: fc.constantFrom(...patterns),
    P: fc.constantFrom('"-"', '`[\\1]`', '""', '`<\\2>`', '`\\n`'),
    F: fc.constantFrom(...formats),
  };
}).E;

function asPart(letter: string): Part {
  const found = parts.find((each) => each === letter);
  if (found === undefined) throw new Error(`${letter} stands for nothing`);
  return found;
}
