import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './rig.ts';
import { sources, toldBy, type Wishes } from './world-plan.ts';

interface Living {
  readonly label: string;
  readonly value: string;
  readonly generation: string;
  readonly upstream: string;
}

/** Makes the directories that the scripts of the world write into. */
export function makeWorld(directory: string): void {
  mkdirSync(join(directory, 'living'), { recursive: true });
  mkdirSync(join(directory, 'new'));
}

/** Fails unless exactly what is wished lives, each fed by those that live. */
export function checkWorld(directory: string, wishes: Wishes): void {
  const living = readLiving(directory);
  const byLabel = new Map([...living].map(([id, each]) => [each.label, { id, ...each }]));
  const wanted = Object.entries(wishes).filter(([, wish]) => wish.present);
  assert.equal(living.size, wanted.length, `${living.size} live, ${wanted.length} are wished`);
  const told = (label: string): string => {
    const each = byLabel.get(label);
    return each === undefined ? 'none' : toldBy(label, each.id, each.value);
  };
  for (const [label, wish] of wanted) {
    const each = byLabel.get(label);
    assert.deepEqual(
      { value: each?.value, generation: each?.generation, upstream: each?.upstream },
      {
        value: wish.value,
        generation: String(wish.generation),
        upstream: (sources.get(label) ?? []).map(told).join(','),
      },
      label,
    );
  }
}

function readLiving(directory: string): ReadonlyMap<string, Living> {
  const living = join(directory, 'living');
  return new Map(
    readdirSync(living).map((id) => {
      const [label = '', value = '', generation = '', upstream = ''] = readFileSync(join(living, id), 'utf8').split(
        ' ',
      );
      return [id, { label, value, generation, upstream }];
    }),
  );
}

interface Line {
  readonly what: string;
  readonly action: string;
  readonly label: string;
  readonly id: string;
  readonly actionId: string;
  readonly inputs: string;
  readonly value: string;
  readonly upstream: string;
}

interface Known {
  readonly label: string;
  /** What it puts out, since its last script ended well; undefined before. */
  told?: string;
  /** Run and inputs of the script that ended last, where that went well. */
  completed?: string;
  /** What it was given last; while a script runs, also before. */
  refers: string[];
  running?: Line;
}

/**
 * Fails if the log of the world tells of anything that must not be: an action twice, a run that does again what it has
 * done, a script given what did not live, or lived otherwise, at that moment, an instance deleted while another was fed
 * by it.
 */
export function checkLog(directory: string): void {
  const known = new Map<string, Known>();
  const begun = new Set<string>();
  const everCreated = new Set<string>();
  const lines = readLog(directory);
  for (const [index, line] of lines.entries()) {
    const at = `line ${index + 1} of the log: ${Object.values(line).join(' ')}`;
    if (line.what !== 'start') {
      endOf(line, known, at);
      continue;
    }
    assert.ok(!begun.has(line.actionId), `an action is run twice, ${at}`);
    begun.add(line.actionId);
    if (line.action === 'CREATE') {
      assert.ok(!everCreated.has(line.id), `an instance is created twice, ${at}`);
      everCreated.add(line.id);
      known.set(line.id, { label: line.label, refers: [] });
    }
    startOf(line, known, at);
  }
  for (const each of known.values()) assert.equal(each.running, undefined, 'a script that began has not ended');
}

function startOf(line: Line, known: Map<string, Known>, at: string): void {
  const self = known.get(line.id);
  assert.ok(self !== undefined, `it does not live, ${at}`);
  assert.equal(self.running, undefined, `another script of it still runs, ${at}`);
  self.running = line;
  if (line.action === 'DELETE') {
    const fed = [...known].filter(([id, each]) => id !== line.id && each.refers.includes(line.id));
    assert.deepEqual(
      fed.map(([, each]) => each.label),
      [],
      `something is still fed by it, ${at}`,
    );
    return;
  }
  assert.notEqual(self.completed, `${runOf(line)} ${line.inputs}`, `the run repeats what it had completed, ${at}`);
  const references = line.upstream.split(',').filter((each) => each !== '' && each !== 'none');
  for (const told of references) {
    const source = known.get(idOf(told));
    assert.equal(source?.told, told, `what feeds it is not there, or not as it says, ${at}`);
    assert.notEqual(source?.running?.action, 'DELETE', `what feeds it is being deleted, ${at}`);
  }
  // Until it has been switched over it needs both.
  self.refers = [...self.refers, ...references.map(idOf)];
}

function endOf(line: Line, known: Map<string, Known>, at: string): void {
  const self = known.get(line.id);
  assert.ok(self?.running?.actionId === line.actionId, `no such script runs, ${at}`);
  delete self.running;
  if (line.what === 'end' && line.action === 'DELETE') {
    known.delete(line.id);
    return;
  }
  delete self.completed;
  if (line.what === 'fail') return;
  self.completed = `${runOf(line)} ${line.inputs}`;
  self.told = toldBy(line.label, line.id, line.value);
  self.refers = line.upstream
    .split(',')
    .filter((each) => each !== '' && each !== 'none')
    .map(idOf);
}

/** The run of an action: STORE-RUN-SEQUENCE-ATTEMPT. */
function runOf({ actionId }: Line): string {
  return actionId.split('-')[1] ?? '';
}

function idOf(told: string): string {
  return told.split('=')[0] ?? '';
}

function readLog(directory: string): readonly Line[] {
  const lines = readIfThere(join(directory, 'log')).split('\n').slice(0, -1);
  return lines.map((line) => {
    const [what = '', action = '', label = '', id = '', actionId = '', value = '', generation = '', upstream = ''] =
      line.split(' ');
    return { what, action, label, id, actionId, inputs: `${value} ${generation} ${upstream}`, value, upstream };
  });
}
