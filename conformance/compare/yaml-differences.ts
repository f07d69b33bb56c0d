import { equalValues } from '../../packages/engine/src/hot/equal-values.ts';
import type { Value } from '../../packages/engine/src/hot/value.ts';
import { inOrder, isStatus, textAt } from './answer-parts.ts';
import { changeParts, withJsonEnvironments } from './change-case.ts';
import type { KnownDifference } from './known-difference.ts';

/** What differs in values that YAML has and JSON has not. */
export const yamlDifferences: readonly KnownDifference[] = [
  {
    name: 'yaml-alone-in-environment',
    explains: ({ what, heat, tyto }, { heat: answer, line }) => {
      if (/^(?:after )?output /.test(what) && /!!(?:binary|set)/.test(line))
        return equalValues(asCarried(heat), asCarried(tyto));
      const [, type] = /Object of type (bytes|set) is not JSON serializable$/.exec(textAt(answer, 'error')) ?? [];
      const tag = type === 'bytes' ? '!!binary' : '!!set';
      return isStatus(what) && heat === 'REFUSED' && type !== undefined && line.includes(tag);
    },
    without: (_, { line }) => withJsonEnvironments(line),
  },
  {
    name: 'order-of-set',
    explains: ({ what, heat, tyto }, { line }) =>
      /^(?:(?:after )?output \S+|parameters)$/.test(what) &&
      line.includes('!!set') &&
      equalValues(inOrder(heat), inOrder(tyto)),
  },
];

/**
 * A value with what Python shows of bytes and sets as if JSON had carried them, sets in order: of an environment's list that
 * is a parameter's, Heat makes texts before it does.
 */
function asCarried(value: Value): Value {
  return changeParts(value, (part) => (typeof part === 'string' ? carriedText(part) : part));
}

function carriedText(text: string): string {
  const members = (all: string): string => `[${all.split(', ').sort().join(', ')}]`;
  return text
    .replaceAll(/(?<!['\w])b'([^'\\]*)'/g, '$1')
    .replaceAll(/[[{]('[^']*'(?:, '[^']*')*)[\]}]/g, (_, all: string) => members(all));
}
