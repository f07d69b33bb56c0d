import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  ansibleAction,
  ansibleMember,
  ansibleNode,
  type ScratchAnsible,
  scratchAnsible,
  withoutAnsible,
} from './ansible/testing/scratch-ansible.ts';
import { ansibleTool } from './ansible.ts';
import type { MemberResult } from './tool.ts';

const real = { skip: withoutAnsible };
const secret = 'Zwiebelkuchen-4711';

const hanging = `
- hosts: all
  gather_facts: false
  tasks:
    - name: hang
      shell: "echo $$ >{{ ids }}; exec sleep 300"
`;

function hangingAction(scratch: ScratchAnsible) {
  const inputs = [
    ['ids', join(scratch.base, 'ids')],
    ['password', secret],
  ] as const;
  return ansibleAction(hanging, [ansibleMember('a', ansibleNode('here'), inputs)]);
}

/** The process id of the task that hangs, once it does; 0 where its playbook ends before. */
async function hangs(scratch: ScratchAnsible, running: Promise<unknown>): Promise<number> {
  const file = join(scratch.base, 'ids');
  let over = false;
  void running.finally(() => {
    over = true;
  });
  while (!over) {
    const id = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (id > 0) return id;
    await pause();
  }
  return 0;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function lives(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\tZ/m.test(readFileSync(status, 'utf8'));
}

function reasonOf(result: MemberResult | undefined): string | undefined {
  return result !== undefined && 'reason' in result ? result.reason : result?.kind;
}

test('a playbook that takes too long is killed with all that it started', real, async (t) => {
  const scratch = scratchAnsible(t, { timeout: 4 });
  const running = ansibleTool(scratch.means).run(hangingAction(scratch), scratch.context);
  const task = await hangs(scratch, running);
  const reason = String(reasonOf((await running).get('a')));
  // A machine that is busy may not come to the task.
  assert.match(
    reason,
    task === 0 ? /^killed after 4 s \(timeout\)/ : /^killed after 4 s \(timeout\) during the task "hang"$/,
  );
  assert.ok(!lives(task), 'the task is gone');
  assert.deepEqual(readdirSync(scratch.means.scratch), []);
});

test('a run that is cancelled ends its playbook, and begins no other', real, async (t) => {
  const scratch = scratchAnsible(t);
  const running = ansibleTool(scratch.means).run(hangingAction(scratch), scratch.context);
  const task = await hangs(scratch, running);
  scratch.cancel.abort();
  assert.equal(reasonOf((await running).get('a')), 'killed (run cancelled) during the task "hang"');
  assert.ok(!lives(task), 'the task is gone');
  const again = await ansibleTool(scratch.means).run(hangingAction(scratch), scratch.context);
  assert.match(String(reasonOf(again.get('a'))), /was not started: the run is cancelled/);
});

test('inputs stand in no argument and in no file while a playbook runs', real, async (t) => {
  const scratch = scratchAnsible(t);
  for (const hosts of ['all', 'localhost']) {
    const cancel = new AbortController();
    t.after(() => cancel.abort());
    const context = { ...scratch.context, signal: cancel.signal };
    const action = hangingAction(scratch);
    const script = { ...action.script, config: hanging.replace('all', hosts) };
    const running = ansibleTool(scratch.means).run({ ...action, script }, context);
    const task = await hangs(scratch, running);
    assert.ok(
      argumentsOfAll().some((line) => line.includes('tyto,')),
      'the call is seen',
    );
    assert.deepEqual(
      argumentsOfAll().filter((line) => line.includes(secret)),
      [],
    );
    assert.deepEqual(
      filesUnder(scratch.base).filter((file) => readFileSync(file, 'utf8').includes(secret)),
      [],
    );
    const calls = readdirSync(scratch.means.scratch).map((name) => join(scratch.means.scratch, name));
    assert.deepEqual(
      calls.map((call) => statSync(call).mode & 0o777),
      [0o700],
    );
    cancel.abort();
    await running;
    assert.ok(!lives(task));
    writeFileSync(join(scratch.base, 'ids'), '');
  }
});

function argumentsOfAll(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/cmdline`, 'utf8')];
      } catch {
        return [];
      }
    });
}

function filesUnder(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('recovery ends what a process that died has left, and says that the end is not known', real, async (t) => {
  const scratch = scratchAnsible(t);
  const action = hangingAction(scratch);
  const program = join(scratch.base, 'dies.ts');
  writeFileSync(
    program,
    `import { ansibleTool } from ${JSON.stringify(join(import.meta.dirname, 'ansible.ts'))};
     const [member] = ${JSON.stringify(action.members.map((each) => ({ ...each, inputs: [...each.inputs], node: { ...each.node, variables: [] } })))};
     const node = { ...member.node, variables: new Map() };
     const action = { ...${JSON.stringify({ ...action, members: [] })}, options: new Map(), members: [{ ...member, node, inputs: new Map(member.inputs) }] };
     const { environment: _, ...means } = ${JSON.stringify(scratch.means)};
     await ansibleTool(means).run(action, { signal: new AbortController().signal, timeout: undefined });`,
  );
  const child = spawn(process.execPath, [program], { stdio: 'inherit', env: scratch.means.environment });
  const died = new Promise((resolve) => child.on('exit', resolve));
  const task = await hangs(scratch, died);
  child.kill('SIGKILL');
  await died;
  assert.ok(lives(task), 'the playbook goes on without us');
  assert.equal(readdirSync(scratch.means.scratch).length, 1);
  const recovered = await ansibleTool(scratch.means).recover(action, scratch.context);
  assert.deepEqual([...recovered.keys()], ['a']);
  assert.equal(recovered.get('a')?.kind, 'unknown');
  assert.ok(!lives(task), 'the task is gone');
  assert.deepEqual(readdirSync(scratch.means.scratch), []);
});

test('recovery of an action that has left nothing says that its end is not known', async (t) => {
  const scratch = scratchAnsible(t);
  const recovered = await ansibleTool(scratch.means).recover(hangingAction(scratch), scratch.context);
  assert.equal(recovered.get('a')?.kind, 'unknown');
});
