import { lateModule } from '../late-module.ts';
import { isList } from '../value.ts';
import type { FunctionEntry } from './function-entry.ts';

/** Heat: `functions.Digest`: the text goes in as Latin-1. */
export const digest: FunctionEntry = {
  name: 'digest',
  summary: 'The digest of a text, in hexadecimal digits',
  since: '2015-04-30',
  example: 'digest: [ALGORITHM, TEXT]',
  call(argument, context) {
    const [name, text, ...more] = isList(argument) ? argument : [];
    if (typeof name !== 'string' || typeof text !== 'string' || more.length > 0) {
      return context.fail(`"${context.name}" takes an algorithm and a text, not ${context.show(argument)}`, {
        expected: digest.example,
        within: typeof name === 'string' && typeof text !== 'string' && text !== undefined ? [1] : [],
      });
    }
    const { algorithms } = lateModule('./digest/algorithms.ts');
    const compute = algorithms.get(name) ?? algorithms.get(inSmallLetters(name));
    if (compute === undefined) {
      const expected = `one of ${[...algorithms.keys()].join(', ')}`;
      return context.fail(`"${context.name}" has no algorithm ${context.show(name)}`, { expected, within: [0] });
    }
    const bytes = latin1(text);
    if (bytes !== undefined) return compute(bytes);
    return context.fail(`"${context.name}" takes a text of Latin-1 letters, not ${context.show(text)}`, {
      within: [1],
    });
  },
};

/** Python finds only the older ones in capitals as well. */
function inSmallLetters(name: string): string {
  return /^(?:md5|sha1|sha224|sha256|sha384|sha512)$/i.test(name) ? name.toLowerCase() : name;
}

function latin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}
