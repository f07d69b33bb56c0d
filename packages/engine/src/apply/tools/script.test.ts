import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Value } from '../../hot/value.ts';
import { localTransport } from '../transports/local.ts';
import { scratchNode } from '../transports/testing/scratch-node.ts';
import type { Transport } from '../transports/transport.ts';
import { toolNamed } from './registry.ts';
import { script } from './script.ts';
import type { MemberResult, ToolAction, ToolContext } from './tool.ts';

type Test = Parameters<typeof scratchNode>[0];

function setUp(test: Test, timeout?: number, transport?: Transport) {
  const { node, base } = scratchNode(test);
  const here = transport ?? localTransport({ directory: base });
  const context: ToolContext = { transport: () => here, timeout, signal: new AbortController().signal };
  const action = (text: Value, inputs: readonly (readonly [string, Value])[] = []): ToolAction => ({
    id: 'store/run/1/1',
    action: 'CREATE',
    script: { tool: 'script', config: text, actions: undefined },
    outputs: [
      { name: 'host', type: 'String', errorOutput: false },
      { name: 'error', type: 'String', errorOutput: true },
    ],
    options: new Map(),
    members: [{ address: 'backend', instance: 'i-1', node, inputs: new Map(inputs) }],
  });
  return { base, node, here, context, action };
}

async function runOne(asked: ToolAction, context: ToolContext): Promise<MemberResult | undefined> {
  return (await script.run(asked, context)).get('backend');
}

test('the tool is found by its name', () => {
  assert.equal(toolNamed('script'), script);
  assert.equal(toolNamed('chef'), undefined);
});

test('inputs reach the script and outputs come back, by the contract of Heat', async (t) => {
  const { context, action } = setUp(t);
  const text = '#!/bin/sh\necho "$deploy_action"; echo $list >&2; echo "h:$port" >"${heat_outputs_path}.host"';
  const asked = action(text, [
    ['deploy_action', 'CREATE'],
    ['port', 80],
    ['list', ['a', true]],
  ]);
  assert.deepEqual(await runOne(asked, context), {
    kind: 'succeeded',
    outputs: new Map<string, Value>([
      ['host', 'h:80\n'],
      ['deploy_stdout', 'CREATE\n'],
      ['deploy_stderr', '["a", true]\n'],
      ['deploy_status_code', 0],
    ]),
    log: { stdout: 'CREATE\n', stderr: '["a", true]\n', status: 0 },
  });
});

test('a status that is not 0 fails, and so does an error output, empty or not', async (t) => {
  const failed = async (text: string, timeout?: number): Promise<string> => {
    const { context, action } = setUp(t, timeout);
    const result = await runOne(action(text), context);
    return result?.kind === 'failed' ? result.reason : String(result?.kind);
  };
  assert.equal(await failed('exit 3'), 'script exited with status 3');
  assert.equal(await failed('kill -9 $$'), 'script exited with status 137 (SIGKILL)');
  assert.equal(await failed('sleep 60', 0.1), 'killed after 0.1 s (timeout)');
  assert.equal(
    await failed('echo "no disk" >$heat_outputs_path.error'),
    'script wrote to its error output "error": no disk',
  );
  assert.equal(await failed(': >$heat_outputs_path.error'), 'script wrote to its error output "error"');
});

test('an input that can not be handed over fails before anything runs', async (t) => {
  const { base, context, action } = setUp(t);
  const result = await runOne(action('exit 0', [['a-b', 'x']]), context);
  assert.equal(result?.kind === 'failed' && result.reason, 'input "a-b" is not a name that a script can read it by');
  const other = await runOne(action(new Map()), context);
  assert.equal(other?.kind === 'failed' && other.reason, 'config is not the text of a script');
  assert.deepEqual(readdirSync(base), []);
});

test('an action is recovered by what its node knows, and forgotten there', async (t) => {
  const { base, node, here, context, action } = setUp(t);
  const asked = action('echo x >$heat_outputs_path.host; exit 2');
  assert.deepEqual((await script.recover(asked, context)).get('backend'), { kind: 'absent' });
  const result = await runOne(asked, context);
  assert.deepEqual((await script.recover(asked, context)).get('backend'), result);
  await script.forget(asked.id, [node], context);
  assert.deepEqual(readdirSync(join(base, 'actions')), []);
  assert.deepEqual(await here.ask(node, asked.id, []), { kind: 'absent' });
});

test('what a node can not tell is unknown', async (t) => {
  const { action } = setUp(t);
  const lost = localTransport({ directory: '/proc/none' });
  const { context } = setUp(t, undefined, lost);
  const result = await runOne(action('exit 0'), context);
  assert.equal(result?.kind, 'unknown');
});

test('a script whose runner was killed is ended too, for its end would never be known', async (t) => {
  const { base, context, action } = setUp(t);
  const text =
    'ps -o ppid= -p $$ 2>/dev/null >ids || sed -n "s/^PPid:\\t//p" /proc/$$/status >ids; echo $$ >>ids; exec sleep 60';
  const running = runOne(action(text), context);
  const [runner, program] = await idsIn(join(base, 'work', 'ids'));
  process.kill(runner, 'SIGKILL');
  assert.equal((await running)?.kind, 'unknown');
  assert.ok(!lives(program), 'the script does not live on');
});

/** The two process ids that a script has written, once they are there. */
async function idsIn(path: string): Promise<readonly [number, number]> {
  for (;;) {
    const [runner = 0, program = 0] = existsSync(path)
      ? readFileSync(path, 'utf8').trim().split(/\s+/).map(Number)
      : [];
    if (program > 0) return [runner, program];
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function lives(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\tZ/m.test(readFileSync(status, 'utf8'));
}
