import fc from 'fast-check';
import type { ResourceGraph } from '../../render/revision.ts';
import { renderSample, template } from '../../render/testing/render-sample.ts';
import { simulatedConfig, simulatedDeployment } from './simulated-deployment.ts';

/** A plan in which an output of `a` decides what there is, and `z` uses whatever came of it. */
export interface DeferredPlan {
  readonly shape: 'group' | 'deployments' | 'nested' | 'deep';
  /** What `a` gives for a size. */
  readonly size: number;
  readonly version: number;
  readonly member: number;
  /** Whether members take an output of `a` besides. */
  readonly uses: boolean;
}

const deferredPlan: fc.Arbitrary<DeferredPlan> = fc.record({
  shape: fc.constantFrom('group', 'deployments', 'nested', 'deep'),
  size: fc.nat({ max: 3 }),
  version: fc.integer({ min: 1, max: 2 }),
  member: fc.integer({ min: 1, max: 2 }),
  uses: fc.boolean(),
});

/** A plan, and what a next version makes of it: mostly little of it changes. */
export const deferredPair: fc.Arbitrary<readonly [DeferredPlan, DeferredPlan]> = fc
  .tuple(deferredPlan, deferredPlan, fc.subarray(['shape', 'size', 'version', 'member', 'uses'] as const))
  .map(([first, second, changed]) => {
    const next: Record<string, unknown> = { ...first };
    for (const key of changed) next[key] = second[key];
    return [first, { ...first, ...next }];
  });

/** A deployment that is there twice at most, by a condition, and tells how many it is told. */
const child = template(`
parameters: {size: {type: string}, member: {type: string}, uses: {type: string}}
conditions: {many: {not: {equals: [{get_param: size}, '1']}}}
resources:${simulatedConfig}
  one: ${simulatedDeployment('member: {get_param: member}, uses: {get_param: uses}')}
  more:
    condition: many
    type: OS::Heat::SoftwareDeployment
    properties: {config: {get_resource: config}, server: node-1, input_values: {key: {get_param: member}, from: {get_attr: [one, out]}}}
outputs:
  out: {value: {list_join: [' ', [{get_attr: [one, out]}, {if: [many, {get_attr: [more, out]}, none]}]]}}
`);

/** A group whose number is told by a deployment beside it. */
const deep = template(`
parameters: {member: {type: string}, uses: {type: string}, size: {type: string}}
resources:${simulatedConfig}
  first: ${simulatedDeployment('member: {get_param: member}, uses: {get_param: uses}, size: {get_param: size}')}
  g:
    type: OS::Heat::ResourceGroup
    properties:
      count: {get_attr: [first, size]}
      resource_def: ${simulatedDeployment("index: '%index%', from: {get_attr: [first, out]}", '{get_param: member}')}
outputs: {out: {value: {list_join: [' ', [{get_attr: [first, out]}, {list_join: [' ', {get_attr: [g, out]}]}]]}}}
`);

function shapeOf({ shape, member, uses }: DeferredPlan): string {
  const given = uses ? '{get_attr: [a, out]}' : 'nothing';
  switch (shape) {
    case 'group':
      return `{type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [a, size]}, resource_def: ${simulatedDeployment(`index: '%index%', uses: ${given}`, `k${member}`)}}}`;
    case 'deployments':
      return `{type: OS::Heat::SoftwareDeploymentGroup, properties: {config: {get_resource: config}, servers: {get_attr: [a, servers]}, input_values: {key: same, member: m${member}, uses: ${given}}}}`;
    case 'nested':
      return `{type: child.yaml, properties: {size: {get_attr: [a, size]}, member: m${member}, uses: ${given}}}`;
    case 'deep':
      return `{type: OS::Heat::ResourceGroup, properties: {count: {get_attr: [a, size]}, resource_def: {type: deep.yaml, properties: {member: m${member}, uses: ${given}, size: {get_attr: [a, size]}}}}}`;
  }
}

const outOf: Readonly<Record<DeferredPlan['shape'], string>> = {
  group: "{list_join: [' ', {get_attr: [g, out]}]}",
  deployments: '{get_attr: [g, out]}',
  nested: '{get_attr: [g, out]}',
  deep: "{list_join: [' ', {get_attr: [g, out]}]}",
};

/** The rendered graph of a plan. */
export function deferredGraph(plan: DeferredPlan): ResourceGraph {
  const body = `
resources:${simulatedConfig}
  a: ${simulatedDeployment(`size: '${plan.size}', version: v${plan.version}`)}
  g: ${shapeOf(plan)}
  z: ${simulatedDeployment(`from: ${outOf[plan.shape]}`)}
outputs: {out: {value: ${outOf[plan.shape]}}}
`;
  return renderSample(body, { files: { 'child.yaml': child, 'deep.yaml': deep } }).graph;
}

/** The addresses of all deployments that a plan comes to. */
export function deferredAddresses({ shape, size }: DeferredPlan): ReadonlySet<string> {
  const range = Array.from({ length: size }, (_, index) => index);
  switch (shape) {
    case 'group':
      return new Set(['a', 'z', ...range.map((index) => `g/${index}`)]);
    case 'deployments':
      return new Set(['a', 'z', ...range.map((index) => `g/s${index}`)]);
    case 'nested':
      return new Set(['a', 'z', 'g/one', ...(size === 1 ? [] : ['g/more'])]);
    case 'deep':
      return new Set([
        'a',
        'z',
        ...range.flatMap((index) => [`g/${index}/first`, ...range.map((inner) => `g/${index}/g/${inner}`)]),
      ]);
  }
}
