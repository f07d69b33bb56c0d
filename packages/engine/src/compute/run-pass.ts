import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { LoadedStack } from '../plan/load-stack.ts';
import { flatten } from '../render/flatten.ts';
import type { Origins } from '../render/origins.ts';
import { parameterValues } from '../render/parameter-values.ts';
import { renderStack } from '../render/render-stack.ts';
import type { Rendered } from '../render/rendered.ts';
import type { Rendering, SecretStore } from '../render/rendering.ts';
import type { Simulated, Simulation } from '../render/simulation.ts';
import { StackScope } from '../render/stack-scope.ts';

/** A stack with all its resources evaluated once, by what stood in for each. */
export interface Pass {
  readonly scope: StackScope;
  /** The root stack's resources by name. */
  readonly members: ReadonlyMap<string, Rendered>;
  /** What was asked for, by address; resources that failed are not in it. */
  readonly requests: ReadonlyMap<string, Simulated>;
  /** Of the resources; who asks for outputs adds to them. */
  readonly problems: Set<Diagnostic>;
}

/** Nothing is a secret where a stack is only computed. */
const noSecrets: SecretStore = {
  secretFor: () => {
    throw new Error('a secret was to be kept of a stack that is only computed');
  },
  reveal: () => undefined,
};

/**
 * Evaluates a stack's resources, each as `simulation` has it once it is rendered; how is noted in `origins`, and then
 * nested stacks are looked into whatever their parameters are. Groups remember by an earlier pass what was removed.
 */
export function runPass(
  stack: LoadedStack,
  name: string,
  simulation: Simulation,
  origins?: Origins,
  earlier?: Pass,
): Pass {
  const requests = new Map<string, Simulated>();
  const rendering: Rendering = {
    deployment: name,
    stack,
    secrets: noSecrets,
    problems: new Set(),
    hearing: [],
    configsByDigest: new Map(),
    configsByAddress: new Map(),
    launchConfigurations: new Map(),
    origins,
    isLenient: origins !== undefined,
    ...(earlier === undefined ? {} : { earlier: () => flatten(earlier.members.values()) }),
    simulation: (rendered, request) => {
      requests.set(request.address, request);
      return simulation(rendered, request);
    },
  };
  const { template } = stack;
  const parameters = parameterValues(rendering, '', template, stack.parameters);
  const place = { rendering, template, address: '', parameters, chain: [template.file], unbound: new Set<never>() };
  const scope = new StackScope(place);
  const members = renderStack(scope);
  return { scope, members, requests, problems: rendering.problems };
}
