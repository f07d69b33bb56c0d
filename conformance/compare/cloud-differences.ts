import { isStatus, textAt } from './answer-parts.ts';
import { failsAtForeign, hasForeign, missesCloud } from './cloud-answers.ts';
import type { KnownDifference } from './known-difference.ts';

/** What differs for want of a cloud. */
export const cloudDifferences: readonly KnownDifference[] = [
  {
    name: 'made-by-a-cloud',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours }) =>
      isStatus(what) &&
      ((heat === 'CREATE_FAILED' &&
        tyto === 'CREATE_COMPLETE' &&
        (missesCloud(answer, 'reason') || failsAtForeign(answer, ours))) ||
        (heat === 'REFUSED' && missesCloud(answer, 'error'))),
  },
  {
    name: 'rules-of-foreign-types',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours }) =>
      what === 'status' &&
      heat === 'REFUSED' &&
      tyto === 'CREATE_COMPLETE' &&
      hasForeign(ours) &&
      /^(?:aws|openstack)\/(?!heat\/)/.test(textAt(answer, 'by')),
  },
];
