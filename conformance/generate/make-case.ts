import { changeRequest } from './change.ts';
import { decorate } from './decorate.ts';
import { decorateSoundly } from './decorate-soundly.ts';
import type { Doc } from './doc.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import { withRareAsks } from './rare-asks.ts';
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

/** How often of a hundred a case also asks for what nobody should. */
const rareAsks = 3;

/** The case of a number: always the same. Few of those without an update ask for what is rare besides, by chances of their own. */
export function makeCase(seed: number): StackCase {
  const made = makeCommonCase(seed);
  const random = new Random(seed ^ 0x5bd1_e995);
  if (made.update !== undefined || !random.percent(rareAsks)) return made;
  return { ...made, request: withRareAsks(made.request, random) };
}

/**
 * The case without what is rare. A third is broken on purpose: parts that make no sense, wherever chance puts
 * them, something taken away or exchanged afterwards, or YAML that is read in another way than it looks. The rest is
 * mostly a stack that can be made.
 */
function makeCommonCase(seed: number): StackCase {
  const random = new Random(seed);
  const flaws = random.percent(33) ? random.pick(brokenness) : [];
  random.noise = flaws.includes('noise') ? 1 : 0;
  const made = makeRequest(random, random.percent(14) ? 'any' : 'made');
  const style = random.below(2 ** 31);
  const { stack, ...request } = made;
  const broken = flaws.includes('mutation') ? breakRequest(request, random) : request;
  const isOdd = flaws.includes('odd YAML');
  const written =
    isOdd || random.percent(25) ? decorateAll(broken, random, isOdd ? decorate : decorateSoundly) : broken;
  if (random.percent(stack.world.types === 'any' ? 25 : 8)) return { action: 'validate', request: written, style };
  if (!random.percent(30)) return { action: 'create', request: written, style };
  // A stack that is refused can't be updated: there the update is what is broken.
  const update = changeRequest(made, random);
  if (!flaws.includes('mutation')) return { action: 'create', request, update, style };
  return { action: 'create', request, update: breakRequest(update, random), style };
}

type Flaw = 'noise' | 'mutation' | 'odd YAML';

const brokenness: readonly (readonly Flaw[])[] = [
  ...([['mutation'], ['mutation'], ['mutation', 'noise']] as const),
  ...([['noise'], ['noise'], ['odd YAML'], ['odd YAML', 'mutation']] as const),
];

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

function decorateAll(request: Request, random: Random, how: (doc: Doc, random: Random) => Doc): Request {
  return {
    ...request,
    template: how(request.template, random),
    environments: request.environments.map((each) => how(each, random)),
  };
}
