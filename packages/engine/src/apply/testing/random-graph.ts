import fc from 'fast-check';
import { Unknown, type Value } from '../../hot/value.ts';
import type { GraphNode, ResourceGraph } from '../../render/revision.ts';

/** One deployment of a generated graph. */
export interface NodePlan {
  /** Which earlier nodes it takes an output of, as fractions of its own index. */
  readonly uses: readonly number[];
  readonly version: number;
  /** An input that replaces on change: a constant, or an output of an earlier node. */
  readonly key: number;
  readonly keyFromOutput: boolean;
  /** Without a key it is never replaced. */
  readonly replaceable: boolean;
}

export interface GraphPlan {
  readonly nodes: ReadonlyMap<string, NodePlan>;
  /** Names of nodes from one to another (in order) that lie in a nested stack. */
  readonly box: readonly string[];
  /** The versions of the members of a group whose tool takes all of them at once. */
  readonly fleet: readonly number[];
}

const nodePlan: fc.Arbitrary<NodePlan> = fc.record({
  uses: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 }),
  version: fc.integer({ min: 1, max: 2 }),
  key: fc.integer({ min: 1, max: 2 }),
  keyFromOutput: fc.boolean(),
  replaceable: fc.boolean(),
});

const change = fc.constantFrom('keep', 'keep', 'keep', 'bump', 'rekey', 'remove', 'reuse');

/** A graph, and what a next version of the plan makes of it. */
export const graphPair: fc.Arbitrary<readonly [GraphPlan, GraphPlan]> = fc
  .tuple(
    fc.array(nodePlan, { minLength: 1, maxLength: 55 }),
    fc.nat(),
    fc.nat(),
    fc.array(change, { minLength: 55, maxLength: 55 }),
    fc.array(nodePlan, { maxLength: 5 }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })), { maxLength: 6 }),
    fc.nat({ max: 6 }),
  )
  .map(([plans, from, length, changes, added, fleet, left]) => {
    const first = new Map(plans.map((each, index) => [`n${index}`, each]));
    const names = [...first.keys()];
    const start = from % names.length;
    const box = names.slice(start, start + (length % 8));
    const second = new Map<string, NodePlan>();
    for (const [index, [name, each]] of [...first].entries()) {
      const what = changes[index] ?? 'keep';
      if (what !== 'remove') second.set(name, changed(each, what));
    }
    for (const [index, each] of added.entries()) second.set(`m${index}`, each);
    return [
      { nodes: first, box, fleet: fleet.map(([version]) => version) },
      { nodes: second, box, fleet: fleet.slice(0, left).map(([, version]) => version) },
    ] as const;
  });

function changed(plan: NodePlan, what: string): NodePlan {
  if (what === 'bump') return { ...plan, version: plan.version + 1 };
  if (what === 'rekey') return { ...plan, key: plan.key + 1 };
  if (what === 'reuse') return { ...plan, uses: plan.uses.slice(1) };
  return plan;
}

/** The rendered graph of a plan: two components, a nested stack where the plan has one, and a deployment for each node. */
export function graphOf(plan: GraphPlan): ResourceGraph {
  const names = [...plan.nodes.keys()];
  const inBox = new Set(plan.box.filter((name) => plan.nodes.has(name)));
  const addressOf = (name: string): string => (inBox.has(name) ? `box/${name}` : name);
  const nodes = new Map<string, GraphNode>([
    ['plain', component('plain', 'simulated', false)],
    ['keyed', component('keyed', 'simulated', true)],
    ['joint', component('joint', 'together', true)],
  ]);
  const firstIn = names.findIndex((name) => inBox.has(name));
  const lastIn = names.findLastIndex((name) => inBox.has(name));
  const before = names.slice(0, Math.max(firstIn, 0)).map(addressOf);
  if (inBox.size > 0) {
    nodes.set('box', { kind: 'container', address: 'box', type: 'box.yaml', requires: before.slice(-2) });
  }
  for (const [index, name] of names.entries()) {
    const each = plan.nodes.get(name);
    if (each === undefined) continue;
    const uses = [...new Set(each.uses.map((part) => names[Math.floor(part * index)]))].filter(
      (used) => used !== undefined && used !== name,
    );
    // A reference into the box goes by the box, from outside; the order is then that of the whole.
    const requires = uses.map((used) => (inBox.has(used ?? '') && !inBox.has(name) ? 'box' : addressOf(used ?? '')));
    if (index > lastIn && inBox.size > 0 && index % 3 === 0) requires.push('box');
    // What a member uses from outside comes before its container, as in a nested stack's properties.
    const config = each.replaceable ? 'keyed' : 'plain';
    nodes.set(
      addressOf(name),
      deployment(
        addressOf(name),
        config,
        each,
        uses.map((used) => addressOf(used ?? '')),
        requires,
        inBox.has(name) ? 'box' : undefined,
      ),
    );
  }
  for (const node of fleetOf(plan, names.slice(0, 1).map(addressOf))) nodes.set(node.address, node);
  return { kind: 'ResourceGraph', formatVersion: 1, nodes, outputs: new Map() };
}

/** A group of deployments, each with an output of the first node and a version of its own. */
function fleetOf(plan: GraphPlan, uses: readonly string[]): readonly GraphNode[] {
  const container: GraphNode = {
    kind: 'container',
    address: 'fleet',
    type: 'OS::Heat::SoftwareDeploymentGroup',
    requires: ['joint', ...uses.map((used) => (used.startsWith('box/') ? 'box' : used))],
  };
  const members = plan.fleet.map((version, index): GraphNode => {
    const each = { uses: [], version, key: Math.ceil(version / 2), keyFromOutput: false, replaceable: true };
    return deployment(`fleet/${index}`, 'joint', each, uses, [], 'fleet');
  });
  return [container, ...members];
}

function component(address: string, tool: string, keyed: boolean): GraphNode {
  const inputs: Value[] = keyed
    ? [
        new Map<string, Value>([
          ['name', 'key'],
          ['replace_on_change', true],
        ]),
      ]
    : [];
  const script = new Map<string, Value>([
    ['tool', tool],
    ['actions', ['CREATE', 'UPDATE', 'DELETE']],
    ['config', 'x'],
  ]);
  const properties = new Map<string, Value>([
    ['configs', [script]],
    ['inputs', inputs],
    ['outputs', [new Map([['name', 'out']])]],
  ]);
  return { kind: 'resource', address, type: 'OS::Heat::SoftwareComponent', properties, requires: [] };
}

function deployment(
  address: string,
  config: string,
  plan: NodePlan,
  uses: readonly string[],
  requires: readonly string[],
  within: string | undefined,
): GraphNode {
  const out = (used: string): Value => new Unknown({ kind: 'attribute', address: used, path: ['out'] });
  const [first, ...rest] = uses;
  const fromOutput = plan.keyFromOutput && first !== undefined;
  const inputs = new Map<string, Value>([
    ['version', `v${plan.version}`],
    ['key', fromOutput ? out(first) : `k${plan.key}`],
    ...(fromOutput ? rest : uses).map((used): [string, Value] => [`from ${used}`, out(used)]),
  ]);
  const properties = new Map<string, Value>([
    ['config', new Unknown({ kind: 'reference', address: config })],
    ['server', 'node-1'],
    ['input_values', inputs],
  ]);
  const placed = within === undefined ? {} : { within };
  return {
    kind: 'resource',
    address,
    type: 'OS::Heat::SoftwareDeployment',
    properties,
    requires: [config, ...requires],
    ...placed,
  };
}
