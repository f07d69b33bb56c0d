import { isStatus, textAt } from './answer-parts.ts';
import { failsAtForeign, missesCloud, refusesWhatCloudGot, tellsNoCloud, waitsForForeign } from './cloud-answers.ts';
import type { KnownDifference } from './known-difference.ts';
import { withNoneFor } from './take-away.ts';

/** No other types than those that only a cloud can make. */
const none = /(?!)/;

/** What differs for want of a cloud. */
export const cloudDifferences: readonly KnownDifference[] = [
  {
    name: 'made-by-a-cloud',
    explains: ({ what, heat, tyto }, { heat: answer, tyto: ours }) =>
      (isStatus(what) &&
        ((/^(?:CREATE|UPDATE)_FAILED$/.test(String(heat)) &&
          !refusesWhatCloudGot(answer, ours, what) &&
          (missesCloud(answer, 'reason') || failsAtForeign(answer, ours))) ||
          (heat === 'REFUSED' && missesCloud(answer, 'error')))) ||
      (what.includes('error of output') && (tellsNoCloud(String(heat)) || waitsForForeign(String(tyto), ours))),
    without: (_, { line }) => withNoneFor(line, none),
  },
  {
    name: 'rules-of-foreign-types',
    explains: ({ what, heat }, { heat: answer, line }) =>
      isStatus(what) &&
      heat === 'REFUSED' &&
      withNoneFor(line, none) !== line &&
      /^(?:aws|openstack)\/(?!heat\/)/.test(textAt(answer, 'by')),
    without: (_, { line }) => withNoneFor(line, none),
  },
  {
    name: 'names-of-types-in-service',
    explains: ({ what, heat }, { heat: answer }) =>
      what === 'status' &&
      heat === 'REFUSED' &&
      /Resource Type \((?:OS::Ceilometer::\w+|AWS::CloudWatch::Alarm)\) could/.test(textAt(answer, 'error')),
    without: (_, { line }) => withNoneFor(line, none),
  },
];
