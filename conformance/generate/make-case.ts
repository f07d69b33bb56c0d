import { changeRequest } from './change.ts';
import { decorate } from './decorate.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { makeRequest, type Request } from './request.ts';

/** A question to Heat and Tyto: what comes of this stack? */
export interface StackCase {
  readonly action: 'create' | 'validate';
  readonly request: Request;
  /** What the stack is to be updated to, once it is there. */
  readonly update?: Request;
  /** Decides how the documents are written. */
  readonly style: number;
}

/** The case of a number: always the same. About a third is broken on purpose. */
export function makeCase(seed: number): StackCase {
  const random = new Random(seed);
  random.noise = random.percent(70) ? 0 : 1;
  const made = makeRequest(random);
  const style = random.below(2 ** 31);
  const choice = random.below(100);
  const { stack: _, ...request } = made;
  if (choice < 15) return { action: 'create', request, update: changeRequest(made, random), style };
  const action = choice < 22 ? 'validate' : 'create';
  const changed = choice < 22 || choice >= 65 ? breakRequest(request, random) : request;
  return { action, request: random.percent(25) ? decorateAll(changed, random) : changed, style };
}

/** The request with one to three things broken, mostly in its template. */
function breakRequest(request: Request, random: Random): Request {
  let broken = request;
  for (let left = 1 + random.below(3); left > 0; left--) broken = breakPart(broken, random);
  return broken;
}

function breakPart(request: Request, random: Random): Request {
  const { template, environments, files } = request;
  const place = random.below(10);
  if (place === 0 && environments.length > 0) {
    const chosen = random.below(environments.length);
    return {
      ...request,
      environments: environments.map((each, index) => (index === chosen ? mutate(each, random) : each)),
    };
  }
  if (place === 1 && files.length > 0) {
    const chosen = random.below(files.length);
    return {
      ...request,
      files: files.map(([name, node], index) => [name, index === chosen ? mutate(node, random) : node]),
    };
  }
  return { ...request, template: mutate(template, random) };
}

function decorateAll(request: Request, random: Random): Request {
  return {
    ...request,
    template: decorate(request.template, random),
    environments: request.environments.map((each) => decorate(each, random)),
  };
}
