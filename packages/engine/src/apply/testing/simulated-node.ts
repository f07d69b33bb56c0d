import { strict as assert } from 'node:assert';
import { Unknown, type Value, type ValueMap } from '../../hot/value.ts';
import type { MemberResult, Tool, ToolAction } from '../tools/tool.ts';

/** A moment at which the process that runs the engine may die: it throws, and nothing of that process goes on. */
export class Life {
  private left: number;
  readonly died: Promise<void>;
  private die: () => void = () => undefined;
  dead = false;

  constructor(instants: number) {
    this.left = instants;
    this.died = new Promise((resolve) => {
      this.die = resolve;
    });
  }

  /** One more instant. A dead process gets no further than here. */
  async live(): Promise<void> {
    this.liveOn();
    if (this.dead) await new Promise(() => undefined);
  }

  /** Dies now, whatever it does. */
  kill(): void {
    this.dead = true;
    this.die();
  }

  liveOn(): void {
    if (!this.dead && this.left-- <= 0) this.kill();
    if (this.dead) throw new Dead();
  }
}

export class Dead extends Error {}

/** What lives on the simulated nodes: each physical instance with the inputs that it last got. */
export interface Living {
  readonly address: string;
  readonly inputs: ReadonlyMap<string, string>;
}

interface NodeRecord {
  readonly action: ToolAction;
  end: 'running' | 'finished' | 'lost';
  result: MemberResult;
  readonly ended: Promise<void>;
}

/** How an action goes: `refuse` never begins, `fail-first` fails before it did anything, `fail-last` when all was done. */
export type Fate = 'succeed' | 'refuse' | 'fail-first' | 'fail-last' | 'lose-before' | 'lose-after';

/**
 * Nodes that outlive the engine. An output says which instance it comes from, so that whoever still uses an instance can
 * be seen by its inputs alone.
 */
export class SimulatedNodes {
  readonly living = new Map<string, Living>();
  readonly log: string[] = [];
  /** Each call of a tool: what it was to do, and for whom. */
  readonly calls: string[] = [];
  private readonly records = new Map<string, NodeRecord>();
  private readonly completed = new Set<string>();
  /** Asked once for each action. */
  fate: (action: ToolAction) => Fate = () => 'succeed';
  /** Whether an input may be an output as it was earlier: going back to where a part was left as it was. */
  mayBeOld: () => boolean = () => false;

  /** The tool as a process with a life of its own uses it; `together` takes all members of a group at once. */
  tool(name: string, life: Life): Tool {
    return {
      name,
      members: name === 'together' ? 'many' : 'one',
      repeatable: false,
      check: () => [],
      run: async (action) => {
        await life.live();
        this.calls.push(`${action.action} ${action.members.map((each) => each.address).join(' ')}`);
        const records = singles(action).map((single) => this.begin(single));
        await Promise.all(records.map((record) => record.ended));
        await life.live();
        return new Map(records.map((record) => [only(record.action).address, this.resultOf(record)]));
      },
      recover: async (action) => {
        await life.live();
        const records = singles(action).map((single) => [single, this.records.get(keyOf(single))] as const);
        await Promise.all(records.map(([, record]) => record?.ended));
        await life.live();
        return new Map(
          records.map(([single, record]) => [
            only(single).address,
            record === undefined ? { kind: 'absent' } : this.resultOf(record),
          ]),
        );
      },
      forget: async (id) => {
        await life.live();
        for (const key of this.records.keys()) if (key.startsWith(`${id} `)) this.records.delete(key);
      },
    };
  }

  /** Actions that the nodes still keep something of. */
  traces(): readonly string[] {
    return [...this.records.keys()];
  }

  private resultOf(record: NodeRecord): MemberResult {
    return record.end === 'lost' ? { kind: 'unknown', reason: 'the node was rebooted' } : record.result;
  }

  private begin(action: ToolAction): NodeRecord {
    assert.ok(!this.records.has(keyOf(action)), `${action.id} was started twice`);
    assert.ok(!this.completed.has(keyOf(action)), `${action.id} was started again after it was done`);
    const { address } = only(action);
    this.log.push(`${action.action} ${address}`);
    const fate = this.fate(action);
    const result: MemberResult = {
      kind: 'failed',
      reason: fate,
      outputs: new Map(),
      log: { stdout: '', stderr: fate, status: 1 },
    };
    const record: NodeRecord = { action, end: 'running', result, ended: this.goOn(action, fate, () => record) };
    this.records.set(keyOf(action), record);
    return record;
  }

  private async goOn(action: ToolAction, fate: Fate, record: () => NodeRecord): Promise<void> {
    await new Promise(setImmediate);
    if (fate === 'succeed' || fate === 'fail-last' || fate === 'lose-after') this.takeEffect(action);
    await new Promise(setImmediate);
    record().end = fate.startsWith('lose') ? 'lost' : 'finished';
    if (fate === 'refuse') record().result = { kind: 'absent', reason: 'the node can not begin it' };
    if (fate !== 'succeed') return;
    this.completed.add(keyOf(action));
    record().result = {
      kind: 'succeeded',
      outputs: outputsOf(action),
      log: { stdout: '', stderr: '', status: 0 },
    };
  }

  private takeEffect(action: ToolAction): void {
    const { address, instance, inputs } = only(action);
    if (action.action === 'DELETE') {
      const mark = `#${instance}#`;
      for (const [id, other] of this.living) {
        const uses = id !== instance && [...other.inputs.values()].some((each) => each.includes(mark));
        assert.ok(!uses, `${address} (${instance}) is deleted while ${other.address} (${id}) still uses it`);
      }
      this.living.delete(instance);
      return;
    }
    for (const each of inputs.values())
      assert.ok(!(each instanceof Unknown) && each !== null, `${address} got an input that is not known`);
    this.checkInputs(address, inputs);
    this.living.set(instance, { address, inputs: ownInputs(inputs) });
  }

  /** An input that names an instance must name one that lives, as it is now. */
  private checkInputs(address: string, inputs: ValueMap): void {
    for (const input of ownInputs(inputs).values()) {
      for (const [, id, digest] of input.matchAll(/#([^#]+)#([^#]+)#/g)) {
        const used = this.living.get(id ?? '');
        assert.ok(used !== undefined, `${address} is given the output of ${id}, which does not live`);
        if (!this.mayBeOld())
          assert.equal(digest, sum(used.inputs), `${address} is given an old output of ${used.address}`);
      }
    }
  }
}

/** An action of several members as one for each: on the nodes each goes its own way. */
function singles(action: ToolAction): readonly ToolAction[] {
  return action.members.map((member) => ({ ...action, members: [member] }));
}

function keyOf(action: ToolAction): string {
  return `${action.id} ${only(action).instance}`;
}

function only(action: ToolAction) {
  const [member] = action.members;
  assert.ok(member !== undefined && action.members.length === 1);
  return member;
}

function ownInputs(inputs: ValueMap): ReadonlyMap<string, string> {
  return new Map(
    [...inputs].filter(([name]) => !name.startsWith('deploy_')).map(([name, value]) => [name, String(value)]),
  );
}

/** Of an instance that is told a size also that, and as many servers: what shapes may hang on. */
function outputsOf(action: ToolAction): ReadonlyMap<string, Value> {
  const size = only(action).inputs.get('size');
  const outputs = new Map<string, Value>([['out', outputOf(action)]]);
  if (typeof size !== 'string') return outputs;
  const servers = Array.from({ length: Number(size) }, (_, index): [string, Value] => [`s${index}`, 'node-1']);
  return outputs.set('size', size).set('servers', new Map(servers));
}

function outputOf(action: ToolAction): string {
  const { address, instance, inputs } = only(action);
  return `${address}#${instance}#${sum(ownInputs(inputs))}#`;
}

/** A short digest of inputs: outputs must differ when inputs do, without growing along a chain. */
function sum(inputs: ReadonlyMap<string, string>): string {
  let hash = 7;
  for (const [name, value] of inputs)
    for (const char of name + value) hash = (hash * 31 + char.charCodeAt(0)) % 1_000_000_007;
  return String(hash);
}
