import type { Doc } from '../generate/doc.ts';
import type { StackCase } from '../generate/make-case.ts';
import type { Request } from '../generate/request.ts';
import { smallerDocs } from './smaller-docs.ts';

/** Whether a case still shows what it is kept for. */
export type StillDiffers = (smaller: StackCase) => Promise<boolean>;

/**
 * The smallest case found by taking away from it bit by bit, so long as it differs; looks at `tries` smaller cases at
 * most.
 */
export async function shrinkCase(start: StackCase, differs: StillDiffers, tries: number): Promise<StackCase> {
  let best = start;
  let left = tries;
  for (let hasShrunk = true; hasShrunk && left > 0; ) {
    hasShrunk = false;
    for (const smaller of smallerCases(best)) {
      if (left <= 0) break;
      left -= 1;
      if (!(await differs(smaller))) continue;
      best = smaller;
      hasShrunk = true;
      break;
    }
  }
  return best;
}

/** Cases that are less than this one, the much smaller ones first. */
function* smallerCases(start: StackCase): Generator<StackCase> {
  const { update, ...rest } = start;
  if (update !== undefined) {
    yield rest;
    yield { ...rest, request: update };
  }
  for (const request of smallerRequests(start.request)) yield { ...start, request };
  if (update === undefined) return;
  for (const smaller of smallerRequests(update)) yield { ...start, update: smaller };
  for (const both of sameInBoth(start.request, update)) yield { ...start, ...both };
}

function* smallerRequests(request: Request): Generator<Request> {
  const { environments, files, parameters, template } = request;
  for (const index of environments.keys()) yield { ...request, environments: environments.toSpliced(index, 1) };
  for (const index of files.keys()) yield { ...request, files: files.toSpliced(index, 1) };
  for (const index of parameters.entries.keys()) {
    yield { ...request, parameters: { ...parameters, entries: parameters.entries.toSpliced(index, 1) } };
  }
  for (const smaller of smallerDocs(template)) yield { ...request, template: smaller };
  for (const [index, each] of environments.entries()) {
    for (const smaller of smallerDocs(each)) yield { ...request, environments: environments.with(index, smaller) };
  }
  for (const [index, [name, doc]] of files.entries()) {
    for (const smaller of smallerDocs(doc)) yield { ...request, files: files.with(index, [name, smaller]) };
  }
}

/** What two requests share goes from both at once. */
function* sameInBoth(request: Request, update: Request): Generator<{ request: Request; update: Request }> {
  const after = new Map([...smallerDocs(update.template)].map((doc) => [JSON.stringify(doc), doc]));
  const before: Doc[] = [...smallerDocs(request.template)];
  for (const smaller of before) {
    const same = after.get(JSON.stringify(smaller));
    if (same !== undefined) yield { request: { ...request, template: smaller }, update: { ...update, template: same } };
  }
}
