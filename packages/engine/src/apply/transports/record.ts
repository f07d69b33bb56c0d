import type { ProcessIdentity } from './process-identity.ts';

/** What a node's record says of an action, before anyone has looked whether its runner still lives. */
export type ActionRecord =
  /** No runner has the action. One that was sent after just so many lines `void` may still come. */
  | { readonly kind: 'open'; readonly voids: number }
  /** A runner has it, or had. */
  | { readonly kind: 'begun'; readonly runner: ProcessIdentity }
  | { readonly kind: 'finished'; readonly status: number; readonly killed?: 'timeout' | 'cancelled' };

/**
 * Reads a record (runner.ts says what its lines mean). A last line without its newline counts as not written, and a
 * line of another form as not there. Of several lines `finished` the first gives the status, and the first that has a
 * reason the reason.
 */
export function parseRecord(text: string): ActionRecord {
  const lines = text.split('\n').slice(0, -1);
  let voids = 0;
  for (const [index, line] of lines.entries()) {
    if (line === 'void') voids += 1;
    const wish = /^started (\d+) (\S+) (\S+) (\d+)$/.exec(line);
    if (wish === null || Number(wish[4]) !== voids) continue;
    const [, pid, startTime = '', bootId = ''] = wish;
    return finished(lines.slice(index + 1)) ?? { kind: 'begun', runner: { pid: Number(pid), startTime, bootId } };
  }
  return { kind: 'open', voids };
}

function finished(lines: readonly string[]): ActionRecord | undefined {
  const ends = lines.flatMap((line) => {
    const [, status, reason] = /^finished (\d{1,3})(?: (timeout|cancelled))?$/.exec(line) ?? [];
    return status === undefined ? [] : [{ status: Number(status), reason: reasonOf(reason) }];
  });
  const [end] = ends;
  if (end === undefined) return undefined;
  const killed = ends.find((each) => each.reason !== undefined)?.reason;
  return { kind: 'finished', status: end.status, ...(killed === undefined ? {} : { killed }) };
}

function reasonOf(text: string | undefined): 'timeout' | 'cancelled' | undefined {
  return text === 'timeout' || text === 'cancelled' ? text : undefined;
}
