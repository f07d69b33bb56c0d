import { isStatus, pieces, textAt } from './answer-parts.ts';
import { keysOfYaql } from './keys-of-yaql.ts';
import type { KnownDifference } from './known-difference.ts';
import { handsOn, viewsOfMaps } from './views-of-maps.ts';

/** What differs in what yaql gives. */
export const yaqlDifferences: readonly KnownDifference[] = [
  keysOfYaql,
  viewsOfMaps,
  {
    name: 'set-of-yaql',
    explains: ({ what, heat }, { heat: answer, line }) =>
      (line.includes('yaql') &&
        /contains an item that is not a list: \[/.test(
          isStatus(what) ? `${textAt(answer, 'error')} ${textAt(answer, 'reason')}` : pieces(heat),
        )) ||
      handsOn(what, line, /\b(?:items|keys|toSet|set)\(/),
  },
  {
    name: 'error-without-words',
    explains: ({ what, heat, tyto }) =>
      what.includes('error of output') && heat === null && /is given an empty list and no default/.test(String(tyto)),
  },
  {
    name: 'text-of-sequence',
    explains: ({ what, heat }) => what.includes('error of output') && /<\w+ object at 0x[0-9a-f]+>/.test(pieces(heat)),
  },
];
